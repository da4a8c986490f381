package live.devhooks.standalone;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How often something may be done, by all who ask together. What nobody asks for is lost, but for a few. */
interface Pace extends AutoCloseable {

    /** As often as one likes. */
    Pace UNLIMITED = () -> true;

    /** Waits until it may be done once more; false where there is nothing to wait for any more. */
    boolean next();

    @Override
    default void close() {}

    /** So many times in a second. */
    static Pace perSecond(int times) {
        return new Steady(times);
    }

    /** A clock that lets one go at each of its ticks. */
    final class Steady implements Pace {

        private static final int SAVED = 16;

        private final Semaphore turns = new Semaphore(0);
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

        private Steady(int perSecond) {
            long each = TimeUnit.SECONDS.toNanos(1) / perSecond;
            clock.scheduleAtFixedRate(this::tick, each, each, TimeUnit.NANOSECONDS);
        }

        private void tick() {
            if (turns.availablePermits() < SAVED) {
                turns.release();
            }
        }

        @Override
        public boolean next() {
            try {
                turns.acquire();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
