package live.devhooks.realtime.feed;

import live.devhooks.protocol.EventId;

/** Where a reader starts in a stream. */
public sealed interface StartPosition {

    /** With the oldest event that is kept. */
    record Oldest() implements StartPosition {}

    /** With the next event that becomes durable. */
    record Now() implements StartPosition {}

    /** With the one after this event; with the oldest, and a gap, where this one is unknown or no longer kept. */
    record After(EventId id) implements StartPosition {}

    /** After the event of this id; one that was never ours is a position that is not kept. */
    static StartPosition after(String eventId) {
        return new After(EventId.parse(eventId).orElse(new EventId(0, Long.MAX_VALUE)));
    }
}
