package live.devhooks.fanout;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each up to twice as long as the one before, until a bound, and random, so that not all nodes come at once. */
record Pauses(Duration longest) {

    private static final int FIRST_DIVISOR = 16;
    private static final int MOST_DOUBLINGS = 4;

    /** The pause after so many attempts that failed, of which the first is 0. */
    Duration after(long failed) {
        long most = (longest.toMillis() / FIRST_DIVISOR) << Math.min(failed, MOST_DOUBLINGS);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
    }
}
