package live.devhooks.realtime.timer;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of work that is done again and again. It owns one thread, from {@link #every} to {@link #stop()}, which goes on whatever the work
 * throws: nobody would notice that, say, nothing is revoked any more.
 */
public final class Repeating {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private boolean failed;

    private Repeating(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(loop -> {
            Thread created = new Thread(loop, name);
            created.setDaemon(true);
            return created;
        });
    }

    /** Does {@code work} in a thread of this name, for the first time after {@code interval}, and again so long after it was done. */
    public static Repeating every(Duration interval, String name, Runnable work) {
        Repeating repeating = new Repeating(name, work);
        repeating.thread.scheduleWithFixedDelay(
                repeating::once, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return repeating;
    }

    /** Has it done once more, as soon as the thread is free; tells whether it will be, which it is not after {@link #stop()}. */
    public boolean soon() {
        try {
            thread.execute(this::once);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    /** Interrupts it and does it no more. */
    public void stop() {
        thread.shutdownNow();
    }

    private void once() {
        try {
            work.run();
            failed = false;
        } catch (RuntimeException | Error e) {
            if (!failed) {
                LOG.error("{} failed and is done again, until it succeeds", name, e);
            }
            failed = true;
        }
    }
}
