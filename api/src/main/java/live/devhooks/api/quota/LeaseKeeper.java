package live.devhooks.api.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.api.quota.QuotaBuckets.Answer;
import live.devhooks.api.quota.QuotaBuckets.HeldException;
import live.devhooks.api.quota.QuotaBuckets.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for what a node may let through, and sees to it that what is kept here comes back when others may need it.
 *
 * <p>It owns threads, from {@link #start()} to {@link #stop()}: a few that ask, each for one day at a time and no day by two of them, and one that looks at
 * intervals at all days of which something is kept. While the store is away nobody asks, and the looks go on, one at a time, until one succeeds.
 */
final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final QuotaBuckets buckets;
    private final LeasedDays days;
    private final QuotaProperties properties;
    private final InstantSource clock;
    private final QuotaMeters meters;
    private final AtomicBoolean away = new AtomicBoolean();

    private volatile @Nullable Threads threads;
    private volatile Instant lastAnswer = Instant.MIN;

    LeaseKeeper(
            QuotaBuckets buckets,
            LeasedDays days,
            QuotaProperties properties,
            InstantSource clock,
            QuotaMeters meters) {
        this.buckets = buckets;
        this.days = days;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    private record Threads(ScheduledExecutorService askers, ScheduledExecutorService lookout) {}

    void start() {
        Threads started = new Threads(
                Executors.newScheduledThreadPool(properties.askers(), named("quota-asker-")),
                Executors.newSingleThreadScheduledExecutor(named("quota-lookout-")));
        long interval = properties.lookInterval().toMillis();
        started.lookout.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
        threads = started;
    }

    boolean isRunning() {
        return threads != null;
    }

    /** Ends the threads and gives back what is kept, as far as there is time. */
    void stop() {
        Threads stopping = threads;
        threads = null;
        if (stopping == null) {
            return;
        }
        Instant deadline = clock.instant().plus(properties.stopTimeout());
        stopping.lookout.shutdownNow();
        stopping.askers.shutdown();
        await(stopping.askers);
        for (LeasedDay day : days.all()) {
            if (clock.instant().isBefore(deadline) && day.retired().needsAsking()) {
                ask(day);
            }
        }
    }

    /** Has the store asked for {@code day}, where there is something to ask and nobody is at it. */
    void soon(LeasedDay day) {
        if (day.needsAsking()) {
            schedule(day, Duration.ZERO);
        }
    }

    /** Takes one of a day of nobody's, and gives it back. */
    void rehearse(QuotaDay ofNobody) {
        Answer answer = buckets.ask(ofNobody, new Request(0, 0, 1, 1));
        buckets.ask(ofNobody, new Request(answer.taken(), 0, 0, 1));
    }

    /** Whether the store cannot be asked at the moment. */
    boolean isAway() {
        return away.get();
    }

    /** A request has waited since then in vain; where nobody else was answered either, the store is away. */
    void waitedInVain(Instant since) {
        if (lastAnswer.isBefore(since)) {
            goAway("it does not answer");
        }
    }

    /** A failure must not end the looks. */
    private void look() {
        try {
            lookAtWhatIsKept();
            Instant now = clock.instant();
            for (LeasedDay day : days.all()) {
                days.forget(day, now);
                soon(day);
            }
        } catch (RuntimeException e) {
            goAway(e.toString());
        }
    }

    private void lookAtWhatIsKept() {
        List<LeasedDay> kept = days.all().stream().filter(day -> day.free() > 0).toList();
        if (kept.isEmpty() && !isAway()) {
            return;
        }
        Map<QuotaDay, Long> taken =
                buckets.taken(kept.stream().map(LeasedDay::day).toList());
        comeBack();
        kept.forEach(day -> {
            day.looked(taken.getOrDefault(day.day(), 0L));
            soon(day);
        });
    }

    private void schedule(LeasedDay day, Duration pause) {
        Threads running = threads;
        if (running == null) {
            day.failed();
            return;
        }
        try {
            running.askers.schedule(() -> ask(day), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("a day is not asked for any more: {}", stopping.toString());
            day.failed();
        }
    }

    private void ask(LeasedDay day) {
        if (isAway()) {
            day.failed();
            return;
        }
        Request request = day.request();
        try {
            Answer answer = meters.timed(() -> buckets.ask(day.day(), request));
            comeBack();
            day.answered(request, answer, clock.instant()).ifPresent(pause -> schedule(day, pause));
        } catch (HeldException e) {
            LOG.info("the quota of a day could not be asked for, since somebody else is at it: {}", e.toString());
            day.failed();
        } catch (RuntimeException e) {
            goAway(e.toString());
            day.failed();
        }
    }

    private void goAway(String why) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("the store of quotas cannot be asked; events are let through on credit: {}", why);
        }
    }

    /** What was let through on credit is told, and what is not needed given back, once the store is there again. */
    private void comeBack() {
        lastAnswer = clock.instant();
        if (away.compareAndSet(true, false)) {
            LOG.info("the store of quotas answers again");
            days.all().forEach(this::soon);
        }
    }

    private void await(ScheduledExecutorService stopping) {
        try {
            if (!stopping.awaitTermination(properties.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the store of quotas is still being asked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
