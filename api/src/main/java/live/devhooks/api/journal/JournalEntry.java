package live.devhooks.api.journal;

/** A record in its place in a {@link Journal}. */
public final class JournalEntry {

    private final int from;
    private final int to;
    private final byte[] payload;

    JournalEntry(int from, int to, byte[] payload) {
        this.from = from;
        this.to = to;
        this.payload = payload;
    }

    /** What was appended; nobody else holds this copy. */
    public byte[] payload() {
        return payload;
    }

    /** Where it begins in its segment, in bytes. */
    int from() {
        return from;
    }

    /** Where the next one begins. */
    int to() {
        return to;
    }
}
