package live.devhooks.api.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mobile phone number of Kenya, or the beginning of one, as people type it: {@code 0712 345 678}, {@code +254 712 345678}.
 *
 * @param subscriber its digits behind the country code or the zero, nine where it is whole
 */
record KenyanPhone(String subscriber) {

    private static final int LENGTH = 9;
    private static final int SHOWN_AT_END = 3;
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ ()./-]");

    /** At least so many digits that it is not taken for some other number. */
    private static final Pattern FORM = Pattern.compile("(?:\\+?254|0)([17]\\d{3,8})");

    /** The number that {@code text} is; empty where it is none. */
    static Optional<KenyanPhone> in(String text) {
        Matcher number = FORM.matcher(BETWEEN_DIGITS.matcher(text).replaceAll(""));
        return number.matches() ? Optional.of(new KenyanPhone(number.group(1))) : Optional.empty();
    }

    /** How it may be written in a body: as Daraja writes it, in the clear or hashed, and as people do. */
    List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(international(), "0" + subscriber));
        if (isWhole()) {
            forms.add(sha256(international()));
        }
        return forms;
    }

    /** What finds it where Daraja has masked it, by the digits that are left, such as {@code 2547 ***** 126}. */
    Optional<Pattern> masked() {
        return isWhole()
                ? Optional.of(Pattern.compile("254" + subscriber.charAt(0) + "[ *]*\\*[ *]*"
                        + subscriber.substring(LENGTH - SHOWN_AT_END) + "(?!\\d)"))
                : Optional.empty();
    }

    private boolean isWhole() {
        return subscriber.length() == LENGTH;
    }

    private String international() {
        return "254" + subscriber;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
