package live.devhooks.realtime.deliveries;

import java.time.Instant;
import java.util.UUID;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how an event reached its readers.
 *
 * @param account the account that the event belongs to
 * @param event the event
 * @param receivedAt when it was received
 * @param sentAt when the connection of a reader was first given it; null where that is not known here
 * @param acknowledgedAt when a reader first acknowledged it; null likewise
 */
record Delivery(
        UUID account,
        EventId event,
        Instant receivedAt,
        @Nullable Instant sentAt,
        @Nullable Instant acknowledgedAt) {

    /** The earlier of what both know. */
    Delivery with(Delivery other) {
        return new Delivery(
                account,
                event,
                receivedAt,
                earlier(sentAt, other.sentAt),
                earlier(acknowledgedAt, other.acknowledgedAt));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
