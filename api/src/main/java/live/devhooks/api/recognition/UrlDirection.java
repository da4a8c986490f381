package live.devhooks.api.recognition;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import live.devhooks.protocol.SessionName;

/**
 * What a callback URL is for, where its last segment says so in a word of its own, in any case: {@code validation},
 * {@code c2b-confirmation}, {@code QueueTimeOut}. Daraja sends the same body to the validation and to the confirmation URL, and may send
 * the same to the result and to the queue timeout URL: only the URL tells them apart. Of a body of which that is true, such a segment
 * names no session. A segment that says both says neither.
 */
enum UrlDirection {
    /** Of a C2B payment: may it be made? */
    VALIDATION,
    /** Of a C2B payment: it was made. */
    CONFIRMATION,
    /** Of a request: it waited for too long. */
    TIMEOUT,
    /** Of a request: this came of it. */
    RESULT;

    private static final Pattern BETWEEN_WORDS = Pattern.compile(
            "[^\\p{Alnum}]+|(?<=[\\p{Lower}\\d])(?=\\p{Upper})|(?<=\\p{Upper})(?=\\p{Upper}\\p{Lower})");

    /** For a body that may be a C2B validation or confirmation. */
    static Optional<UrlDirection> ofC2b(Optional<SessionName> segment) {
        return segment.flatMap(name -> either(name, VALIDATION, CONFIRMATION));
    }

    /** For a body that may come from a queue timeout or be a result. */
    static Optional<UrlDirection> ofRequest(Optional<SessionName> segment) {
        return segment.flatMap(name -> either(name, TIMEOUT, RESULT));
    }

    private static Optional<UrlDirection> either(SessionName segment, UrlDirection one, UrlDirection other) {
        String words = words(segment);
        if (one.isIn(words) == other.isIn(words)) {
            return Optional.empty();
        }
        return Optional.of(one.isIn(words) ? one : other);
    }

    private static String words(SessionName segment) {
        String words = BETWEEN_WORDS.matcher(segment.value()).replaceAll("-").toLowerCase(Locale.ROOT);
        return "-" + words.replace("time-out", "timeout") + "-";
    }

    private boolean isIn(String words) {
        return words.contains("-" + name().toLowerCase(Locale.ROOT) + "-");
    }
}
