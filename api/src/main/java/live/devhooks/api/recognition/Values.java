package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import live.devhooks.protocol.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads single values as Daraja writes them: numbers as strings and strings as numbers, dates in two forms, or nothing at all. */
final class Values {

    private static final ZoneOffset EAST_AFRICA_TIME = ZoneOffset.ofHours(3);
    private static final DateTimeFormatter DIGITS = strict("uuuuMMddHHmmss");
    private static final DateTimeFormatter DOTTED = strict("dd.MM.uuuu HH:mm:ss");
    private static final DateTimeFormatter COMPLETED_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final int DIGITS_LENGTH = 14;
    private static final int DOTTED_LENGTH = 19;

    /** Digits before and after the point beyond which a number is no amount of money. */
    private static final int MAX_AMOUNT_DIGITS = 15;

    /** Characters beyond which a text is no amount: sign, point and exponent come on top. */
    private static final int MAX_AMOUNT_LENGTH = 2 * MAX_AMOUNT_DIGITS + 6;

    /** In the place of a receipt, where there is none: the first three characters of one, which are its day, and zeros. */
    private static final Pattern PLACEHOLDER = Pattern.compile("0+|\\p{Alnum}{0,3}0{6,}");

    /** Characters beyond which a text is no receipt. Daraja's have ten. */
    private static final int MAX_RECEIPT_LENGTH = 40;

    /** In the clear, masked, or as the SHA-256 of it. */
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{10,15}|\\+?\\d[\\d ]*\\*[\\d* ]*|\\p{XDigit}{64}");

    private static final int MAX_PHONE_LENGTH = 64;
    private static final Pattern AFTER_NUMBER = Pattern.compile("[-\u2013\u2014]");

    private Values() {}

    /** A string or a number as trimmed text; empty for anything else and for a blank string. */
    static Optional<String> text(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(plain(value.decimalValue()));
        }
        String text = value.isString() ? value.stringValue().strip() : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(Texts.storable(text));
    }

    /** An integer without point and exponent, however it was written; so 0.0 is 0. */
    private static String plain(BigDecimal number) {
        if (number.scale() == 0 || !isMoney(number)) {
            return number.toString();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return (shortest.scale() <= 0 ? shortest : number).toPlainString();
    }

    /** An amount of money with the digits that it was written with. */
    static Optional<BigDecimal> money(JsonNode value) {
        return value.isNumber()
                ? Optional.of(value.decimalValue()).filter(Values::isMoney)
                : text(value).flatMap(Values::money);
    }

    /** An amount of which somebody can have been paid. */
    static Optional<BigDecimal> positiveMoney(JsonNode value) {
        return money(value).filter(amount -> amount.signum() > 0);
    }

    private static Optional<BigDecimal> money(String text) {
        if (text.length() > MAX_AMOUNT_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(Values::isMoney);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean isMoney(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_AMOUNT_DIGITS && number.precision() <= MAX_AMOUNT_DIGITS;
    }

    /** The receipt of a transaction, which a placeholder such as {@code NLJ0000000} is not. */
    static Optional<String> receipt(JsonNode value) {
        return text(value).filter(Values::isReceipt);
    }

    static boolean isReceipt(String text) {
        return text.length() <= MAX_RECEIPT_LENGTH && !PLACEHOLDER.matcher(text).matches();
    }

    /** The phone number that a party is named by, as in {@code 254708374149 - John Doe}; empty where it is no phone's. */
    static Optional<String> phone(String party) {
        String number = AFTER_NUMBER.split(party, 2)[0].strip();
        boolean isPhone =
                number.length() <= MAX_PHONE_LENGTH && PHONE.matcher(number).matches();
        return isPhone ? Optional.of(number) : Optional.empty();
    }

    /** ISO 8601 of {@code yyyyMMddHHmmss} or {@code dd.MM.yyyy HH:mm:ss}, which Daraja writes in East Africa Time. */
    static Optional<String> time(String text) {
        return switch (text.length()) {
            case DIGITS_LENGTH -> time(text, DIGITS);
            case DOTTED_LENGTH -> time(text, DOTTED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> time(String text, DateTimeFormatter form) {
        try {
            LocalDateTime local = LocalDateTime.parse(text, form);
            return Optional.of(COMPLETED_AT.format(local.atOffset(EAST_AFRICA_TIME)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The member of this name, in whichever case it is written; missing where two of them differ, since then neither can be trusted. */
    static JsonNode ignoringCase(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                if (!found.isMissingNode() && !found.equals(member.getValue())) {
                    return MissingNode.getInstance();
                }
                found = member.getValue();
            }
        }
        return found;
    }
}
