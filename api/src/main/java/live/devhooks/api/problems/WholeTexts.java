package live.devhooks.api.problems;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Refuses texts that cannot be kept as they are: PostgreSQL takes no NUL, and half of a surrogate pair has no form in UTF-8, so that it
 * would be stored, or hashed, as a question mark.
 */
final class WholeTexts extends StdScalarDeserializer<String> {

    WholeTexts() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !isWhole(text)) {
            throw MismatchedInputException.from(parser, String.class, "a text with NUL or half of a surrogate pair");
        }
        return text;
    }

    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }
}
