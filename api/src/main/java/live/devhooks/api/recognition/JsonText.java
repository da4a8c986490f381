package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import live.devhooks.protocol.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What senders write as a string today and as a number tomorrow. */
final class JsonText {

    /** Digits before and after the point beyond which a number is no amount of money, and is left as it was written. */
    private static final int MAX_PLAIN_DIGITS = 15;

    private JsonText() {}

    /** A string or a number as trimmed text; empty for anything else and for the empty string. */
    static Optional<String> of(JsonNode value) {
        String text = plain(value);
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Texts.storable(text.strip()));
    }

    private static @Nullable String plain(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return isShort(number) ? number.toPlainString() : number.toString();
        }
        return null;
    }

    /** Whether {@code number} written without an exponent has few digits. */
    static boolean isShort(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_PLAIN_DIGITS && number.precision() <= MAX_PLAIN_DIGITS;
    }
}
