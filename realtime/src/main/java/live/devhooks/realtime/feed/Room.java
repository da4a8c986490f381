package live.devhooks.realtime.feed;

/**
 * How much a reader would take at once. More may come, and less may be used: it says how much is worth reading.
 *
 * @param events how many events, at least one
 * @param bytes how many bytes of them, about
 */
public record Room(int events, long bytes) {

    /** As much as there is. */
    public static final Room ENOUGH = new Room(Integer.MAX_VALUE, Long.MAX_VALUE);
}
