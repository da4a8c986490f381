package live.devhooks.protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a session is called: whatever the merchant or Daraja chose, trimmed, without NUL and cut to {@value #MAX_LENGTH}
 * characters. A longer name is cut and not refused, at the event and at the subscription alike, so that both still meet.
 *
 * @param value the name, not blank
 */
public record SessionName(String value) {

    /** Characters (UTF-16) of a session's name that count. */
    public static final int MAX_LENGTH = 200;

    /** Takes only what {@link #of(String)} has made. */
    public SessionName {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a session's name has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** The name in {@code raw}; empty where there is none. */
    public static Optional<SessionName> of(String raw) {
        String name = Texts.storable(raw).strip();
        String cut = name.length() > MAX_LENGTH ? cut(name) : name;
        return cut.isBlank() ? Optional.empty() : Optional.of(new SessionName(cut));
    }

    /** The name in a percent-encoded segment of a path (RFC 3986, section 2.1); empty where there is none, or a broken escape. */
    public static Optional<SessionName> ofPathSegment(String segment) {
        try {
            // "+" is itself in a path; only a form would mean a space by it.
            return of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }

    /** The name as one segment of a path. */
    public String toPathSegment() {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String cut(String name) {
        boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_LENGTH - 1));
        return name.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH).strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
