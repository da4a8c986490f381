package live.devhooks.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import live.devhooks.api.plans.Plan;
import live.devhooks.api.plans.PlanProperties;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.quota.QuotaAnswer.Granted;
import live.devhooks.api.quota.QuotaAnswer.UsedUp;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several nodes in one JVM, on one PostgreSQL. */
class QuotasIT {

    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(STORE);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(STORE);

    private static final String PLAN = "free";
    private static final int LIMIT = 5_000;
    private static final int LEASE = 40;
    private static final int NODES = 4;
    private static final int THREADS = 20;

    private static final Plans PLANS = new Plans(new PlanProperties(Map.of(
            "none", new Plan(0, 1_000),
            "one", new Plan(1, 1_000),
            "small", new Plan(100, 1_000),
            "double", new Plan(200, 1_000),
            "medium", new Plan(1_000, 1_000))));
    private static final UsageDays DAYS = new UsageDays(ZoneId.of("Africa/Nairobi"));

    private final UUID account = UUID.randomUUID();
    private final List<Node> nodes = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.quotas.stop());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** A node whose way to the store can be cut. */
    private final class Node implements QuotaBuckets {

        private final QuotaBuckets store = new BucketStore(DATABASE);
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final AtomicInteger asked = new AtomicInteger();
        private final Quotas quotas;
        private volatile boolean cut;
        private volatile CountDownLatch silence = new CountDownLatch(0);

        Node() {
            this.quotas = new Quotas(this, PLANS, DAYS, TestQuotas.PROPERTIES, InstantSource.system(), registry);
            quotas.start();
            nodes.add(this);
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
            return quotas.take(account, plan, now);
        }

        int credit() {
            return (int) registry.get("devhooks.quota.credit").counter().count();
        }

        double meter(String name) {
            return registry.get("devhooks.quota." + name).gauge().value();
        }
    }

    private Node node() {
        return new Node();
    }

    private List<Node> nodes(int count) {
        return IntStream.range(0, count).mapToObj(number -> node()).toList();
    }

    @Test
    void fourNodesGrantExactlyTheLimitTogether() throws Exception {
        List<Node> four = nodes(NODES);
        AtomicInteger turn = new AtomicInteger();

        int granted = takeFromManyThreads(
                LIMIT + 200, () -> four.get(turn.incrementAndGet() % NODES).take());

        assertThat(granted).isEqualTo(LIMIT);
        assertThat(taken()).isEqualTo(LIMIT);
        assertThat(four.stream().mapToInt(node -> node.asked.get()).sum()).isLessThan(LIMIT / 2);
    }

    @Test
    void aNodeThatDiesTakesAtMostOneHundredthAlong() throws Exception {
        List<Node> four = nodes(NODES);
        Node dying = four.get(0);
        AtomicInteger turn = new AtomicInteger();

        int granted = takeFromManyThreads(LIMIT + 500, () -> {
            int number = turn.incrementAndGet();
            if (number == LIMIT / 2) {
                dying.cut = true;
            }
            return dying.cut
                    ? four.get(1 + number % (NODES - 1)).take()
                    : four.get(number % NODES).take();
        });

        // What it was about to grant at the moment would have died with it.
        assertThat(granted - dying.credit()).isBetween(LIMIT - LIMIT / 100, LIMIT);
    }

    @Test
    void whatANodeKeepsComesBackWhenAnotherNeedsIt() {
        Node idle = node();
        Node busy = node();
        idle.take("medium");
        idle.take("medium");
        assertThat(idle.meter("leased")).isEqualTo(7);

        takeAll(busy, "medium", 998);

        assertThat(idle.meter("leased")).isZero();
    }

    @Test
    void anEventThatWasNoneIsThereForAnother() {
        Node here = node();
        Node there = node();
        List<Granted> granted = new ArrayList<>();
        while (here.answer("small") instanceof Granted one) {
            granted.add(one);
        }
        assertThat(granted).hasSize(100);
        assertThat(there.take("small")).isFalse();

        granted.subList(0, 3).forEach(here.quotas::giveBack);

        await().until(() -> there.take("small"));
        assertThat(there.take("small")).isTrue();
        assertThat(there.take("small")).isTrue();
        assertThat(there.take("small")).isFalse();
    }

    @Test
    void everyDayOfTheZoneHasAQuotaOfItsOwn() {
        Node node = node();
        now = Instant.parse("2026-11-24T20:59:59.500Z");
        takeAll(node, "one", 1);
        assertThat(node.answer("one")).isEqualTo(new UsedUp(1, Duration.ofDays(1), Duration.ofMillis(500)));

        now = Instant.parse("2026-11-24T21:00:00Z");

        assertThat(node.take("one")).isTrue();
    }

    @Test
    void aPlanThatAllowsMoreCountsAtOnceForAllThatWasUsed() {
        Node here = node();
        Node there = node();
        takeAll(here, "small", 100);

        takeAll(there, "double", 100);
        assertThat(here.take("small")).isFalse();
        assertThat(here.take("medium")).isTrue();
        assertThat(used()).isEqualTo(201);
    }

    @Test
    void aPlanThatAllowsLessCountsAtOnceForAllThatWasUsed() {
        Node here = node();
        Node there = node();
        for (int number = 0; number < 60; number++) {
            here.take(PLAN);
        }

        assertThat(here.take("small")).isTrue();
        takeAll(there, "small", 39);
        // Whoever has not heard of it yet does no harm to those who have.
        assertThat(here.take(PLAN)).isTrue();
        assertThat(there.take("small")).isFalse();
        assertThat(here.take("none")).isFalse();
    }

    @Test
    void aPlanWithoutEventsGrantsNone() {
        assertThat(node().take("none")).isFalse();
    }

    @Test
    void whileTheStoreIsAwayEventsGoOnCreditAndAreToldLater() throws Exception {
        Node node = node();
        Node other = node();
        assertThat(node.take("medium")).isTrue();
        node.cut = true;

        assertThat(takeFromManyThreads(500, () -> node.take("medium"))).isEqualTo(500);
        assertThat(node.asked.get()).isLessThan(10);
        assertThat(node.meter("owed")).isEqualTo(500);
        assertThat(node.credit()).isEqualTo(500);
        node.cut = false;

        await().untilAsserted(() -> assertThat(node.meter("owed")).isZero());
        assertThat(taken()).isEqualTo(501);
        takeAll(other, "medium", 499);
    }

    @Test
    void onCreditGoesAtMostWhatWasLeftWhenTheStoreWasLastHeardOf() {
        Node node = node();
        for (int number = 0; number < 95; number++) {
            node.take("small");
        }
        node.cut = true;

        takeAll(node, "small", 5);
    }

    @Test
    void whatIsGivenBackOnCreditIsNotOwed() {
        Node node = node();
        node.cut = true;
        Granted granted = (Granted) node.answer(PLAN);
        assertThat(node.meter("owed")).isEqualTo(1);

        node.quotas.giveBack(granted);

        assertThat(node.meter("owed")).isZero();
    }

    @Test
    void aDayThatSomebodyHoldsGoesOnCreditAndKeepsNoOtherAccountWaiting() throws Exception {
        Node node = node();
        UUID other = UUID.randomUUID();
        node.take();
        try (var connection = java.sql.DriverManager.getConnection(STORE.url(), STORE.username(), STORE.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from devhooks.quota_bucket where id like '" + account + "%' for update");

            assertThat(node.take()).isTrue();
            assertThat(node.quotas.take(other, PLAN, now)).isInstanceOf(Granted.class);

            assertThat(node.meter("owed")).isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsOnlyTheFirstRequestsWaiting() throws Exception {
        Node node = node();
        assertThat(node.take()).isTrue();
        node.silence = new CountDownLatch(1);
        Instant began = Instant.now();

        assertThat(takeFromManyThreads(100 * THREADS, node::take)).isEqualTo(100 * THREADS);

        assertThat(node.credit()).isEqualTo(100 * THREADS);
        assertThat(Duration.between(began, Instant.now()))
                .isLessThan(TestQuotas.PROPERTIES.answerTimeout().multipliedBy(2));
        node.silence.countDown();
        await().untilAsserted(() -> assertThat(node.meter("owed")).isZero());
        assertThat(used()).isEqualTo(100 * THREADS + 1);
    }

    @Test
    void aNodeThatStopsGivesBackWhatItKeeps() {
        Node node = node();
        node.take();
        node.take();
        assertThat(taken()).isEqualTo(LEASE + 1);

        node.quotas.stop();

        assertThat(taken()).isEqualTo(2);
    }

    private static void takeAll(Node node, String plan, int expected) {
        int granted = 0;
        while (granted <= expected && node.take(plan)) {
            granted++;
        }
        assertThat(granted).isEqualTo(expected);
    }

    private static int takeFromManyThreads(int takes, BooleanSupplier take) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            AtomicInteger granted = new AtomicInteger();
            ConcurrentLinkedQueue<Integer> numbers = new ConcurrentLinkedQueue<>(
                    IntStream.range(0, takes).boxed().toList());
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(() -> {
                    while (numbers.poll() != null) {
                        granted.addAndGet(take.getAsBoolean() ? 1 : 0);
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            return granted.get();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What was taken and is not kept by a node. */
    private long used() {
        return taken()
                - nodes.stream().mapToLong(node -> (long) node.meter("leased")).sum();
    }

    private long taken() {
        return SUPERUSER
                .sql("select sum(taken) from devhooks.quota_bucket where id like ?")
                .param(account + "%")
                .query(Long.class)
                .single();
    }
}
