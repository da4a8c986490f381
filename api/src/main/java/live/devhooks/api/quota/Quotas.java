package live.devhooks.api.quota;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.quota.LeasedDay.Verdict;
import live.devhooks.api.quota.QuotaAnswer.Granted;
import live.devhooks.api.quota.QuotaAnswer.UsedUp;
import live.devhooks.api.usage.UsageDays;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How many events each account may have in a day, counted on all nodes together: never more than its plan's limit, and none less than that but for what a
 * node kept that died. A node leases some at a time, since asking for each would cost more than the event.
 *
 * <p>While the store cannot be asked, nothing is refused that might have been taken: events go through on credit, as many as were left of late, and are told to
 * the store when it is there again.
 */
@Component
public final class Quotas implements SmartLifecycle {

    private final Plans plans;
    private final UsageDays days;
    private final QuotaProperties properties;
    private final InstantSource clock;
    private final LeasedDays leased;
    private final QuotaMeters meters;
    private final LeaseKeeper keeper;

    Quotas(
            QuotaBuckets buckets,
            Plans plans,
            UsageDays days,
            QuotaProperties properties,
            InstantSource clock,
            MeterRegistry registry) {
        this.plans = plans;
        this.days = days;
        this.properties = properties;
        this.clock = clock;
        this.leased = new LeasedDays(properties);
        this.meters = new QuotaMeters(registry, leased);
        this.keeper = new LeaseKeeper(buckets, leased, properties, clock, meters);
    }

    /**
     * Takes an event out of what {@code account} may have by {@code plan} on the day of {@code at}. Mostly that is answered at once; where the store has to
     * be asked, within a moment at most.
     */
    public CompletableFuture<QuotaAnswer> take(UUID account, String plan, Instant at) {
        Instant now = clock.instant();
        LocalDate today = days.of(at);
        long limit = plans.named(plan).dailyEvents();
        LeasedDay day = leased.get(new QuotaDay(account, today), now);
        CompletableFuture<Verdict> verdict = day.take(limit, now);
        if (!verdict.isDone()) {
            ask(day, verdict, now);
        }
        return verdict.thenApply(said -> {
            meters.count(said);
            return said == Verdict.USED_UP ? usedUp(limit, today, at) : new Granted(day);
        });
    }

    /** Asks the store for an event of an account that is not there, and gives it back. An empty bucket is left of it, which is swept as others are. */
    public void rehearse() {
        keeper.rehearse(new QuotaDay(new UUID(0, 0), days.of(clock.instant())));
    }

    /** The event is there. */
    public void spent(Granted granted) {
        granted.day().spent();
    }

    /** There is no event, and another one may be taken instead. */
    public void giveBack(Granted granted) {
        granted.day().giveBack();
        keeper.soon(granted.day());
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public void stop() {
        keeper.stop();
    }

    @Override
    public boolean isRunning() {
        return keeper.isRunning();
    }

    /** Before the writer of events, and so stopped after it: what it could not write is given back. */
    @Override
    public int getPhase() {
        return -1;
    }

    private void ask(LeasedDay day, CompletableFuture<Verdict> verdict, Instant now) {
        if (keeper.isAway()) {
            day.takeOnCredit(verdict);
            return;
        }
        keeper.soon(day);
        unlessAnswered(verdict, properties.answerTimeout(), () -> {
            if (day.isEmpty()) {
                // A day that seems used up takes longer: all nodes have to give back what they keep before that is
                // certain.
                unlessAnswered(verdict, properties.refusalWait(), () -> inVain(day, verdict, now));
            } else {
                inVain(day, verdict, now);
            }
        });
    }

    private void inVain(LeasedDay day, CompletableFuture<Verdict> verdict, Instant since) {
        keeper.waitedInVain(since);
        day.takeOnCredit(verdict);
    }

    private static void unlessAnswered(CompletableFuture<Verdict> verdict, Duration patience, Runnable then) {
        CompletableFuture<Verdict> inTime = verdict.copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        inTime.whenComplete((said, late) -> {
            if (late != null) {
                then.run();
            }
        });
    }

    private UsedUp usedUp(long limit, LocalDate day, Instant at) {
        Instant end = days.endOf(day);
        return new UsedUp(limit, Duration.between(days.endOf(day.minusDays(1)), end), Duration.between(at, end));
    }
}
