package live.devhooks.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The STOMP destination of a stream: {@code /topic/sources/{source}}, or {@code /topic/sources/{source}/sessions/{session}} with the
 * session percent-encoded as one segment of a path (RFC 3986, section 2.1).
 *
 * @param source the source's slug
 * @param session the session, absent for the stream of the whole source
 */
public record Destination(String source, Optional<SessionName> session) {

    /** Where a client sends a new token to, so that its connection outlives the old one. */
    public static final String TOKEN = "/app/token";

    private static final Pattern FORM = Pattern.compile("/topic/sources/([^/]+)(?:/sessions/([^/]+))?");

    /** Reads a destination; empty if the text is none of the two forms. */
    public static Optional<Destination> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group(2) == null) {
            return Optional.of(new Destination(form.group(1), Optional.empty()));
        }
        return SessionName.ofPathSegment(form.group(2)).map(name -> new Destination(form.group(1), Optional.of(name)));
    }

    @Override
    public String toString() {
        String stream = "/topic/sources/" + source;
        return session.map(name -> stream + "/sessions/" + name.toPathSegment()).orElse(stream);
    }
}
