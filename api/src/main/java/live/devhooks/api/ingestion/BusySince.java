package live.devhooks.api.ingestion;

import java.time.Duration;

/** How long a thread has been busy with something that may hang, for others to see. */
final class BusySince {

    /** No time that {@link System#nanoTime()} would return but by a chance that costs nothing. */
    private static final long IDLE = Long.MIN_VALUE;

    private volatile long since = IDLE;

    void begin() {
        since = System.nanoTime();
    }

    void end() {
        since = IDLE;
    }

    boolean isLongerThan(Duration time) {
        long began = since;
        return began != IDLE && System.nanoTime() - began > time.toNanos();
    }
}
