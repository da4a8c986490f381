package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SecurityCredentialTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"s3cret\"",
                "\"s3\\\"cr\\\\et\\\\\"",
                "\"\"",
                "12",
                "-1.50e3",
                "true",
                "null",
                "{}",
                "[]",
                "{\"a\":[\"s3cret\",{\"SecurityCredential\":\"}\"}],\"b\":1}",
                "[1,[\"s3cret]\"]]"
            })
    void itsValueIsReplacedWhateverItIs(String value) {
        for (String template : new String[] {
            "{\"SecurityCredential\":%s}",
            "{ \"a\" : 1.00 ,\"securityCREDENTIAL\"\n:\t%s , \"b\":10000000000000000000001 }",
            "[[{\"a\":{\"Security\\u0043redential\": %s}, \"c\":\"ä \\u00e4 😀 \\ud83d\\ude00\"}], 1E+2]"
        }) {
            String redacted = SecurityCredential.redactedJson(template.formatted(value));

            assertThat(redacted).isEqualTo(template.formatted("\"[redacted]\""));
            assertThat(JSON.readTree(redacted)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"SecurityCredentials\":\"a\",\"Security Credential\":\"b\",\"Credential\":\"c\"}",
                "{\"a\":\"SecurityCredential\",\"b\":\"SecurityCredential: c\"}",
                " [ 1.0 , \"a\\/b\" ] ",
                "\"SecurityCredential\""
            })
    void anythingElseStaysAsItWasWritten(String json) {
        assertThat(SecurityCredential.redactedJson(json)).isEqualTo(json);
    }

    @Test
    void allOfThemAreReplacedAndLargeBodiesToo() {
        String one = "{\"SecurityCredential\":\"%s\",\"a\":\"" + "ä".repeat(50_000) + "\"}";
        String many = "[" + (one + ",").repeat(3) + one + "]";

        assertThat(SecurityCredential.redactedJson(many.replace("%s", "s3cret")))
                .isEqualTo(many.replace("%s", "[redacted]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"SecurityCredential\":\"s3 == \",\"a\":1 | {\"SecurityCredential\":\"[redacted]\",\"a\":1",
                "{\"SecurityCredential\" : \"s3cret | {\"SecurityCredential\" : \"[redacted]",
                "{\"SecurityCredential\":\"s3\\\"cret\",\"a\" | {\"SecurityCredential\":\"[redacted]\",\"a\"",
                "{'securitycredential':'s3\"cret', | {'securitycredential':'[redacted]',",
                "{SecurityCredential: s3cret, a: 1} | {SecurityCredential: [redacted], a: 1}",
                "{\"SecurityCredential\":{\"a\":\"s3cret\" | {\"SecurityCredential\":[redacted]",
                "a=1&SecurityCredential=s3%2Bcret%3D&b=2 | a=1&SecurityCredential=[redacted]&b=2",
                "<SecurityCredential>s3 cret==</SecurityCredential> | <SecurityCredential>[redacted]</SecurityCredential>",
                "{\"body\":\"{\\\"SecurityCredential\\\":\\\"s3cret\\\",\\\"a\\\":1}\" | "
                        + "{\"body\":\"{\\\"SecurityCredential\\\":\\\"[redacted]\\\",\\\"a\\\":1}\"",
                "SecurityCredential=a;securitycredential=b; | SecurityCredential=[redacted];securitycredential=[redacted];",
                "SecurityCredential= | SecurityCredential=[redacted]"
            })
    void itsValueIsFoundInWhatIsNoJson(String text, String redacted) {
        assertThat(SecurityCredential.isIn(text)).isTrue();
        assertThat(SecurityCredential.redactedText(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "the SecurityCredential is missing", "SecurityCredential"})
    void aTextWithoutAValueStaysAsItIs(String text) {
        assertThat(SecurityCredential.isIn(text)).isFalse();
        assertThat(SecurityCredential.redactedText(text)).isEqualTo(text);
    }

    @Test
    void aHostileTextIsReadInOneGo() {
        String text = "SecurityCredential".repeat(5_000) + "\\\"'\\".repeat(20_000) + "SecurityCredential:\""
                + "\\\\".repeat(50_000);

        assertThat(SecurityCredential.redactedText(text))
                .hasSizeLessThan(text.length())
                .endsWith("[redacted]");
    }
}
