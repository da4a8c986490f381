package live.devhooks.api.quota;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.api.plans.Plan;
import live.devhooks.api.plans.PlanProperties;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.quota.QuotaAnswer.Granted;
import live.devhooks.api.usage.UsageDays;

/** A node, to which events of one account come, and whose way to the store can be cut. */
final class QuotaNode implements QuotaBuckets {

    /** The plan of the account, where a test names no other. */
    static final String PLAN = "free";

    private static final Plans PLANS = new Plans(new PlanProperties(Map.of(
            "none", new Plan(0, 1_000),
            "one", new Plan(1, 1_000),
            "small", new Plan(100, 1_000),
            "double", new Plan(200, 1_000),
            "medium", new Plan(1_000, 1_000))));
    private static final UsageDays DAYS = new UsageDays(ZoneId.of("Africa/Nairobi"));

    private final QuotaBuckets store;
    private final UUID account;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private final Quotas quotas;
    private volatile Instant arrival = Instant.parse("2026-11-24T12:00:00Z");
    private volatile boolean cut;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    /** Starts it. */
    QuotaNode(QuotaBuckets store, UUID account) {
        this.store = store;
        this.account = account;
        this.quotas = new Quotas(this, PLANS, DAYS, TestQuotas.PROPERTIES, InstantSource.system(), registry);
        quotas.start();
    }

    void stop() {
        quotas.stop();
    }

    @Override
    public Answer ask(QuotaDay day, Request request) {
        asked.incrementAndGet();
        awaitVoice();
        refuseIfCut();
        return store.ask(day, request);
    }

    @Override
    public Map<QuotaDay, Long> taken(Collection<QuotaDay> days) {
        awaitVoice();
        refuseIfCut();
        return store.taken(days);
    }

    /** From now on the store cannot be asked. */
    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    boolean isCut() {
        return cut;
    }

    /** From now on the store does not answer. */
    void fallSilent() {
        silence = new CountDownLatch(1);
    }

    void speakAgain() {
        silence.countDown();
    }

    void eventsArriveAt(Instant instant) {
        arrival = instant;
    }

    /** Takes and spends one; whether there was one. */
    boolean take() {
        return take(PLAN);
    }

    boolean take(String plan) {
        QuotaAnswer answer = answer(plan);
        if (answer instanceof Granted granted) {
            quotas.spent(granted);
            return true;
        }
        return false;
    }

    QuotaAnswer answer(String plan) {
        return answer(account, plan);
    }

    QuotaAnswer answer(UUID of, String plan) {
        return quotas.take(of, plan, arrival).join();
    }

    void giveBack(Granted granted) {
        quotas.giveBack(granted);
    }

    /** How often the store was asked. */
    int asked() {
        return asked.get();
    }

    int credit() {
        return (int) registry.get("devhooks.quota.credit").counter().count();
    }

    double meter(String name) {
        return registry.get("devhooks.quota." + name).gauge().value();
    }

    private void awaitVoice() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseIfCut() {
        if (cut) {
            throw new IllegalStateException("the way to the store is cut");
        }
    }
}
