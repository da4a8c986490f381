package live.devhooks.realtime.stomp;

import java.util.Optional;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for by a SUBSCRIBE.
 *
 * @param version what it speaks
 * @param id what it calls the subscription
 * @param destination as it wrote it
 * @param grant what it may read
 * @param byOwner whether it is the source's owner, who looks on
 * @param session the one session that it reads; absent for the stream of the source
 * @param ack how its events are acknowledged
 * @param prefetch most events that may wait for that, where it is not by being sent
 * @param receipt what it wants to be told when the replay is done; null if nothing
 * @param gap whether it is known already that the position it asked for is not kept
 */
record Asked(
        StompVersion version,
        String id,
        String destination,
        Grant grant,
        boolean byOwner,
        Optional<SessionName> session,
        AckMode ack,
        int prefetch,
        @Nullable String receipt,
        boolean gap) {

    /** The same once more; nothing is told where that {@code isTold} already. */
    Asked again(boolean isTold, boolean isGap) {
        return new Asked(
                version,
                id,
                destination,
                grant,
                byOwner,
                session,
                ack,
                prefetch,
                isTold ? null : receipt,
                gap || isGap);
    }
}
