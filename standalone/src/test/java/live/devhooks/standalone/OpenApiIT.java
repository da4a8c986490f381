package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document that clients are generated from. */
class OpenApiIT extends Journey {

    /** The copy that is read where no server runs, and by whoever reviews a change. */
    static final Path COPY = Path.of("../protocol/openapi.json");

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What regular expressions of Java have and those of ECMA-262 have not, whether with the flag u or without it. */
    private static final Pattern OF_JAVA_ONLY = Pattern.compile(
            "\\(\\?[a-zA-Z>-]|\\(\\?<[^=!a-zA-Z]|[*+?}]\\+|\\\\[AzZGQEahHRX]|&&|\\[[^\\]\\\\]*\\[|\\\\p\\{(?:Alpha|Digit|Alnum|Upper|Lower|Punct|java)");

    @Test
    void everyPatternIsOneOfEcmaScript() throws IOException {
        List<String> patterns = PRETTY.readTree(Files.readString(COPY)).findValuesAsString("pattern");

        assertThat(patterns)
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(pattern).doesNotContainPattern(OF_JAVA_ONLY));
        assertThat("(?i)a").containsPattern(OF_JAVA_ONLY);
        assertThat("a*+").containsPattern(OF_JAVA_ONLY);
    }

    @Test
    void whatIsServedIsWhatTheCopySays() throws IOException {
        JsonNode served = PRETTY.readTree(
                Merchant.stranger(base()).get("/v1/openapi.json").body());
        String text = PRETTY.writeValueAsString(served) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COPY, text);
        }

        assertThat(text)
                .as(
                        "%s is of another version: run this test with -Dopenapi.write=true and look at what has changed",
                        COPY)
                .isEqualTo(Files.readString(COPY));
    }
}
