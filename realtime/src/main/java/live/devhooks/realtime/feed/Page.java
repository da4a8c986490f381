package live.devhooks.realtime.feed;

import java.util.List;

/**
 * A part of a stream.
 *
 * @param events in order
 * @param isFull whether there may be more
 */
record Page(List<FeedEvent> events, boolean isFull) {

    /** That there is nothing. */
    static final Page NOTHING = new Page(List.of(), false);
}
