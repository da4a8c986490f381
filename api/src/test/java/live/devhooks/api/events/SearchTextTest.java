package live.devhooks.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventBody.Form;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0712345678", "0712 345 678", "+254712345678", "+254 712-345-678", "(254) 712345678", "07123456"
            })
    void aPhoneIsFoundHoweverItIsTypedAndWritten(String typed) {
        assertThat(finds(typed, event(Form.JSON, "{\"MSISDN\":\"254712345678\"}")))
                .isTrue();
        assertThat(finds(typed, event(Form.JSON, "{\"phone\":\"0712345678\"}"))).isTrue();
        assertThat(finds(typed, event(Form.JSON, "{\"MSISDN\":\"254712345578\"}")))
                .isFalse();
    }

    @Test
    void aMaskedPhoneIsFoundByTheDigitsThatItShows() {
        Event masked = event(Form.JSON, "{\"MSISDN\":\"2547 ***** 126\"}");

        assertThat(finds("0705912126", masked)).isTrue();
        assertThat(finds("0105912126", masked)).isFalse();
        assertThat(finds("0705912127", masked)).isFalse();
        assertThat(finds("070591", masked)).isFalse();
        assertThat(finds("0705912126", event(Form.JSON, "{\"MSISDN\":\"2547 ***** 1267\"}")))
                .isFalse();
    }

    @Test
    void aHashedPhoneIsFoundByItsHash() {
        String hash = "94c392c311d522da950619227b3361752a42042db7e1e699b26e628305c68a88";

        assertThat(finds("+254 705 912645", event(Form.JSON, "{\"MSISDN\":\"" + hash + "\"}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"josé", "https://example.com/a", "say \"hi\"", "back\\slash", "😀"})
    void anEscapeOfJsonHidesNothing(String typed) {
        Event event = event(
                Form.JSON,
                "[\"JOS\\u00c9\",\"https:\\/\\/example.com\\/a\",\"say \\\"hi\\\"\",\"back\\\\slash\",\"\\ud83d\\ude00\"]");

        assertThat(finds(typed, event)).isTrue();
    }

    @Test
    void whatIsNoJsonIsTakenAsItIs() {
        assertThat(finds("\\u0041", event(Form.TEXT, "no \\u0041"))).isTrue();
        assertThat(finds("no a", event(Form.TEXT, "no \\u0041"))).isFalse();
    }

    @Test
    void aCredentialIsNotFound() {
        Event event = event(Form.JSON_WITH_CREDENTIAL, "{\"SecurityCredential\":\"swordfish\",\"a\":\"trout\"}");

        assertThat(finds("swordfish", event)).isFalse();
        assertThat(finds("trout", event)).isTrue();
    }

    @Test
    void aBlankTextAsksForNothing() {
        assertThat(SearchText.of("  ")).isEmpty();
    }

    private static boolean finds(String text, Event event) {
        return SearchText.of(text).orElseThrow().isIn(event);
    }

    private static Event event(Form form, String body) {
        return new Event(
                new EventId(1, 1),
                "payment-flow",
                SessionName.of("order-1"),
                "webhook",
                Instant.EPOCH,
                "{}",
                new EventBody(form, body.getBytes(UTF_8)));
    }
}
