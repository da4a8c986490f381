package live.devhooks.api.usage;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.devhooks.api.usage.RefusalStore.Counted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Counts refusals without a write for each: a refusal must cost less than what it refuses.
 *
 * <p>It owns one thread, from {@link #start()} to {@link #stop()}, which adds the counts to the store at every interval and once more
 * when it ends. What always holds: at most {@link UsageProperties#maxPending()} counts wait; those that could not be added wait for the
 * next time, and may be added twice where the store was lost at the commit. A crash loses what waits.
 */
@Component
public class Refusals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final RefusalStore store;
    private final UsageProperties properties;
    private final UsageDays days;
    private final InstantSource clock;
    /** Has a permit when the thread is to end. */
    private final Semaphore ending = new Semaphore(0);

    private final Object lock = new Object();
    private Map<Counted, Long> pending = new HashMap<>();
    private long lost;

    @Nullable
    private volatile Thread thread;

    Refusals(RefusalStore store, UsageProperties properties, UsageDays days, InstantSource clock) {
        this.store = store;
        this.properties = properties;
        this.days = days;
        this.clock = clock;
    }

    /** Counts a webhook that a source refused. */
    public void count(long sourceId, Refusal reason) {
        add(new Counted(sourceId, days.of(clock.instant()), reason), 1);
    }

    private void add(Counted counted, long refused) {
        synchronized (lock) {
            if (pending.size() < properties.maxPending() || pending.containsKey(counted)) {
                pending.merge(counted, refused, Long::sum);
            } else {
                lost += refused;
            }
        }
    }

    @Override
    public void start() {
        Thread started = new Thread(this::run, "refusals");
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        if (stopping == null) {
            return;
        }
        thread = null;
        ending.release();
        try {
            stopping.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the web server, and so stopped after it: requests in flight may still be refused. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        try {
            while (!ending.tryAcquire(properties.flushInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                flush();
            }
            flush();
        } catch (InterruptedException e) {
            LOG.error("the counting of refusals was interrupted; this node adds none until it is restarted", e);
            thread = null;
        }
    }

    /** Adds what has been counted to the store; what could not be added waits for the next time. */
    void flush() {
        Map<Counted, Long> counted = take();
        if (counted.isEmpty()) {
            return;
        }
        try {
            store.add(counted);
        } catch (RuntimeException e) {
            LOG.warn("{} counts of refusals could not be stored and are kept: {}", counted.size(), e.toString());
            counted.forEach(this::add);
        }
    }

    private Map<Counted, Long> take() {
        synchronized (lock) {
            if (lost > 0) {
                LOG.warn("{} refusals were not counted: devhooks.usage.max-pending has been reached", lost);
                lost = 0;
            }
            Map<Counted, Long> taken = pending;
            pending = new HashMap<>();
            return taken;
        }
    }
}
