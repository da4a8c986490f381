package live.devhooks.api.ingestion;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * What tells a webhook from the others of its source: the same one, delivered again, has the same key. Of a callback that was recognised it
 * is made of what its provider tells it by, of any other of its body; and of the session that its URL names, since it is
 * delivered again to the same URL.
 *
 * @param hash the first half of a SHA-256
 * @param window how long before and after a webhook one of the same key is the same
 */
record EventKey(UUID hash, Duration window) {

    /** The key of what was recognised. Its window is as long as events are kept. */
    static EventKey ofIdentity(String identity, Optional<SessionName> session, Duration window) {
        MessageDigest digest = sha256();
        add(digest, "identity", session);
        digest.update(identity.getBytes(StandardCharsets.UTF_8));
        return of(digest, window);
    }

    /** The key of any other webhook. */
    static EventKey ofBody(byte[] body, @Nullable String contentType, Optional<SessionName> session, Duration window) {
        MessageDigest digest = sha256();
        add(digest, "body " + contentType, session);
        digest.update(body);
        return of(digest, window);
    }

    /** Whether webhooks of this key that arrived at these times are the same. */
    boolean isSame(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(window) < 0;
    }

    private static void add(MessageDigest digest, String kind, Optional<SessionName> session) {
        String text = kind + '\n' + session.map(SessionName::value).orElse("") + '\n';
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static EventKey of(MessageDigest digest, Duration window) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new EventKey(new UUID(bytes.getLong(), bytes.getLong()), window);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
