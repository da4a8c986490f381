package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * A webhook on its way to the store.
 *
 * @param source where it belongs
 * @param session the session that it belongs to, if any
 * @param type what it was recognised as
 * @param reading what was read from it, as the text of a JSON object
 * @param contentType the header as received
 * @param sender who sent it
 * @param body its bytes
 * @param key what tells it from others
 * @param arrivedAt when this node had read it
 * @param isPromised whether its sender was told already that it was taken, so that nothing may refuse it
 */
record IncomingEvent(
        IngestSource source,
        Optional<SessionName> session,
        String type,
        String reading,
        @Nullable String contentType,
        Sender sender,
        EventBody body,
        EventKey key,
        Instant arrivedAt,
        boolean isPromised) {

    /** The same event from this sender. */
    IncomingEvent from(Sender other) {
        return new IncomingEvent(source, session, type, reading, contentType, other, body, key, arrivedAt, isPromised);
    }
}
