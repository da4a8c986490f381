package live.devhooks.api.housekeeping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the chores of this node.
 *
 * <p>It owns one thread, which does them one after the other, each for the first time soon after {@link #start()}. No failure of a chore ends
 * it. {@link #stop()} interrupts what is being done and waits for its end for a moment.
 */
@Component
class Housekeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final List<Chore> chores;
    private volatile @Nullable ScheduledExecutorService timer;

    Housekeeper(List<Chore> chores) {
        this.chores = chores;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "housekeeper");
            thread.setDaemon(true);
            return thread;
        });
        chores.forEach(chore -> started.scheduleWithFixedDelay(
                () -> attempt(chore), 0, chore.pause().toMillis(), TimeUnit.MILLISECONDS));
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdownNow();
            await(stopping);
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void attempt(Chore chore) {
        try {
            chore.run();
        } catch (RuntimeException | Error e) {
            if (isRunning()) {
                LOG.warn(
                        "{} failed, and is tried again in {}: {}",
                        chore.getClass().getSimpleName(),
                        chore.pause(),
                        e.toString());
            }
        }
    }

    private static void await(ScheduledExecutorService stopping) {
        try {
            if (!stopping.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a chore is still being done");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
