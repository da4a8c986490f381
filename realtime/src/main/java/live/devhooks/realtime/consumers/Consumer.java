package live.devhooks.realtime.consumers;

import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.Texts;

/**
 * A reader of a stream that has a name, under which it comes back.
 *
 * @param account whose stream it is
 * @param sourceId the internal number of the source
 * @param session the one session that is read; absent for the stream of the source
 * @param name what the client calls it
 */
public record Consumer(UUID account, long sourceId, Optional<SessionName> session, String name) {

    /** Characters (UTF-16) of the longest name. */
    public static final int MAX_LENGTH = 100;

    /** The consumer of this name; empty where the name is blank or too long. */
    public static Optional<Consumer> of(Grant grant, Optional<SessionName> session, String name) {
        String storable = Texts.storable(name).strip();
        return storable.isEmpty() || storable.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new Consumer(grant.account(), grant.sourceId(), session, storable));
    }
}
