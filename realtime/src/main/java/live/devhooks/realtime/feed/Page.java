package live.devhooks.realtime.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream.
 *
 * @param events in order
 * @param isFull whether there may be more
 * @param unreadable why the event that comes next could not be read, where that is so and there is none before it
 */
record Page(
        List<FeedEvent> events, boolean isFull, @Nullable RuntimeException unreadable) {

    /** That there is nothing. */
    static final Page NOTHING = of(List.of(), false);

    /** What was read. */
    static Page of(List<FeedEvent> events, boolean isFull) {
        return new Page(events, isFull, null);
    }

    /** The same, where more may have come since. */
    Page andMaybeMore() {
        return new Page(events, true, unreadable);
    }

    /** What was read up to an event that could not be; the next page begins with it. */
    static Page upTo(RuntimeException unreadable, List<FeedEvent> events) {
        return new Page(events, true, events.isEmpty() ? unreadable : null);
    }
}
