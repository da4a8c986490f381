package live.devhooks.realtime.feed;

import java.time.Instant;

/**
 * A place in the stream of a source.
 *
 * @param seq the event that it is after; 0 for the place before the first one
 * @param since a time before which nothing after it was received, which says what need not be read to find that
 */
record Place(long seq, Instant since) {

    /** The place after {@code seq}, of which nobody knows when it was received. */
    static Place after(long seq) {
        return new Place(seq, Instant.EPOCH);
    }
}
