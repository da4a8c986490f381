package live.devhooks.api.journal;

import java.util.Comparator;

/** A record in its place in a {@link Journal}; they compare in the order in which they were appended. */
public final class JournalEntry implements Comparable<JournalEntry> {

    private static final Comparator<JournalEntry> BY_PLACE =
            Comparator.comparingLong(JournalEntry::segment).thenComparingInt(JournalEntry::from);

    private final long segment;
    private final int from;
    private final int number;
    private final byte[] payload;

    JournalEntry(long segment, int from, int number, byte[] payload) {
        this.segment = segment;
        this.from = from;
        this.number = number;
        this.payload = payload;
    }

    /** What was appended; nobody else holds this copy. */
    public byte[] payload() {
        return payload;
    }

    @Override
    public int compareTo(JournalEntry other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalEntry entry && compareTo(entry) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(segment) + from;
    }

    /** The number of its segment. */
    long segment() {
        return segment;
    }

    /** Where it begins there, in bytes. */
    int from() {
        return from;
    }

    /** How many entries stand before it there. */
    int number() {
        return number;
    }
}
