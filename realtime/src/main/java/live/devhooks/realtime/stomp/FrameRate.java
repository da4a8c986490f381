package live.devhooks.realtime.stomp;

import java.util.concurrent.TimeUnit;

/** How many frames a client sends: up to so many at once, and as many in each second (GCRA). Belongs to the thread that receives them. */
final class FrameRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long nanosEach;
    private long paidUntil;

    FrameRate(int perSecond) {
        this.nanosEach = Math.max(1, SECOND / perSecond);
        this.paidUntil = System.nanoTime();
    }

    /** Counts a frame at {@code now}, as {@link System#nanoTime()} counts; whether it is one too many. */
    boolean isExceededBy(long now) {
        if (paidUntil - now < 0) {
            paidUntil = now;
        }
        paidUntil += nanosEach;
        return paidUntil - now > SECOND;
    }
}
