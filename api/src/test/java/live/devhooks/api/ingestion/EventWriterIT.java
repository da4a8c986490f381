package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.tracing.EventTracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventWriterIT {

    private static final int SOURCES = 10;
    private static final int EVENTS = 3_000;

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);

    private final TestSources sources = new TestSources(SUPERUSER);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private EventWriter writer = writer(1_024, Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        writer.stop();
        requests.shutdownNow();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void oneEventThatTheDatabaseWillNotHaveDoesNotTakeTheOthersAlong() throws Exception {
        IngestSource source = sources.create();
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();

        try (Connection blocker = holdPosition(source)) {
            outcomes.add(submit(TestSources.event(source, "{}")));
            await().until(EventWriterIT::isWaitedFor);
            for (int number = 1; number <= 9; number++) {
                String type = number == 5 ? "no text of PostgreSQL's: \0" : "webhook";
                outcomes.add(submit(TestSources.event(source, type, "{}")));
            }
            // So that the nine are one batch.
            await().until(() -> writer.waiting() == 9);
            blocker.rollback();
        }

        int refused = 0;
        for (Future<IngestOutcome> outcome : outcomes) {
            refused += outcome.get(30, TimeUnit.SECONDS) instanceof IngestOutcome.Unavailable ? 1 : 0;
        }
        assertThat(refused).isEqualTo(1);
        assertThat(count(source)).isEqualTo(9);
    }

    @Test
    void aLostConnectionIsReplacedAndCostsNoEvent() throws Exception {
        IngestSource source = sources.create();
        assertThat(written(TestSources.event(source, "{}"))).isInstanceOf(IngestOutcome.Accepted.class);

        try (Connection blocker = holdPosition(source)) {
            Future<IngestOutcome> outcome = submit(TestSources.event(source, "{}"));
            await().until(EventWriterIT::isWaitedFor);
            SUPERUSER
                    .sql(
                            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'devhooks_ingest'"
                                    + " and wait_event_type = 'Lock'")
                    .query()
                    .listOfRows();
            blocker.rollback();

            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        }
        assertThat(count(source)).isEqualTo(2);
    }

    @Test
    void aCommitOfWhichNobodyLearntIsFoundWhenItIsTriedAgain() throws Exception {
        IngestSource source = sources.create();
        writer.stop();
        try (TcpProxy proxy = TcpProxy.before(PROPERTIES);
                Database behind = Database.open(proxy.properties(PROPERTIES))) {
            writer = writer(behind, 1_024, Duration.ofSeconds(10), 2);
            Future<IngestOutcome> inDoubt;
            try (HeldCommits held = HeldCommits.in(PROPERTIES)) {
                inDoubt = submit(TestSources.event(source, "{}"));
                held.awaitOne();
                proxy.cut();
            }

            assertThat(inDoubt.get(30, TimeUnit.SECONDS))
                    .isEqualTo(new IngestOutcome.Accepted(new EventId(source.id(), 1), "webhook"));
            assertThat(count(source)).isEqualTo(1);
            writer.stop();
        }
    }

    @Test
    void aSourceWhoseRowIsHeldDoesNotHoldUpTheOthers() throws Exception {
        writer.stop();
        // Which has to put it aside.
        writer = writer(DATABASE, 1_024, Duration.ofSeconds(10), 1);
        IngestSource held = sources.create();
        IngestSource free = sources.create();

        // For longer than an event of its own waits.
        try (Connection blocker =
                        DriverManager.getConnection(PROPERTIES.url(), PROPERTIES.username(), PROPERTIES.password());
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute(lock(held));
            Future<IngestOutcome> waits = submit(TestSources.event(held, "{}"));
            await().until(EventWriterIT::isWaitedFor);

            for (int number = 0; number < 200; number++) {
                assertThat(written(TestSources.event(free, "{}"))).isInstanceOf(IngestOutcome.Accepted.class);
            }
            // All that while the other one waited, and it still does.
            assertThat(waits.isDone()).isFalse();

            assertThat(waits.get(30, TimeUnit.SECONDS)).isEqualTo(new IngestOutcome.Unavailable());
        }
    }

    @Test
    void twoBatchesAreOnTheirWayAtOnceAndNeverOfOneSource() throws Exception {
        IngestSource first = sources.create();
        IngestSource second = sources.create();
        writer.stop();

        try (Database patient = Database.open(withLockTimeout(Duration.ofSeconds(8)));
                Connection blocker = holdPosition(first);
                Connection other = holdPosition(second)) {
            writer = writer(patient, 1_024, Duration.ofSeconds(10), 2);
            List<Future<IngestOutcome>> outcomes = new ArrayList<>();
            outcomes.add(submit(TestSources.event(first, "1")));
            await().until(() -> waits() == 1);
            outcomes.add(submit(TestSources.event(first, "2")));
            outcomes.add(submit(TestSources.event(second, "{}")));
            await().until(() -> waits() == 2);
            assertThat(writer.waiting()).isEqualTo(1);

            blocker.rollback();
            other.rollback();
            for (Future<IngestOutcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
            }
            writer.stop();
        }
    }

    @Test
    void theEventsOfEachOfManySourcesAreInTheirOrderWhoeverWroteThem() throws Exception {
        writer.stop();
        // So that writers take turns all the time.
        writer = writer(DATABASE, EVENTS, Duration.ofSeconds(30), 2, 4, Duration.ofMillis(1));
        List<IngestSource> many =
                Stream.generate(sources::create).limit(SOURCES).toList();
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();
        Random random = new Random(19);

        for (int number = 0; number < EVENTS; number++) {
            outcomes.add(submit(TestSources.event(many.get(random.nextInt(SOURCES)), Integer.toString(number))));
            if (random.nextInt(SOURCES) == 0) {
                outcomes.get(random.nextInt(outcomes.size())).get(30, TimeUnit.SECONDS);
            }
        }
        for (Future<IngestOutcome> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        }

        int events = 0;
        for (IngestSource source : many) {
            List<Integer> bodies = bodies(source);
            assertThat(bodies).isSorted();
            events += bodies.size();
        }
        assertThat(events).isEqualTo(EVENTS);
    }

    @Test
    void theEventsOfAHeldSourceAreWrittenInTheirOrderWhenItIsFree() throws Exception {
        IngestSource source = sources.create();
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();

        try (Connection blocker =
                        DriverManager.getConnection(PROPERTIES.url(), PROPERTIES.username(), PROPERTIES.password());
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute(lock(source));
            outcomes.add(submit(TestSources.event(source, "1")));
            await().until(EventWriterIT::isWaitedFor);
            await().until(() -> !isWaitedFor());
            for (int number = 2; number <= 5; number++) {
                outcomes.add(submit(TestSources.event(source, Integer.toString(number))));
                int expected = number;
                await().until(() -> writer.held() == expected);
            }
            blocker.rollback();
        }

        for (int at = 0; at < outcomes.size(); at++) {
            assertThat(outcomes.get(at).get(30, TimeUnit.SECONDS))
                    .isEqualTo(new IngestOutcome.Accepted(
                            new live.devhooks.protocol.EventId(source.id(), at + 1), "webhook"));
        }
    }

    @Test
    void aFullQueueIsSaidSoAtOnce() throws Exception {
        writer.stop();
        writer = writer(2, Duration.ofSeconds(10));
        IngestSource source = sources.create();

        try (Connection blocker = holdPosition(source)) {
            List<Future<IngestOutcome>> waiting = new ArrayList<>();
            // One is being written and waits for the lock; two fill the queue.
            waiting.add(submit(TestSources.event(source, "1")));
            await().until(() -> isWaitedFor());
            waiting.add(submit(TestSources.event(source, "2")));
            waiting.add(submit(TestSources.event(source, "3")));
            await().until(() -> writer.waiting() == 2);

            assertThat(written(TestSources.event(source, "4"))).isEqualTo(new IngestOutcome.Overloaded());

            blocker.rollback();
            for (Future<IngestOutcome> outcome : waiting) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
            }
        }
    }

    @Test
    void whoWaitsTooLongIsNotToldThatItIsDurable() throws Exception {
        writer.stop();
        writer = writer(10, Duration.ofMillis(100));
        IngestSource source = sources.create();

        try (Connection blocker = holdPosition(source)) {
            assertThat(written(TestSources.event(source, "1"))).isEqualTo(new IngestOutcome.Unavailable());
            blocker.rollback();
        }
    }

    @Test
    void whatWaitsWhenItStopsIsStillWritten() throws Exception {
        IngestSource source = sources.create();
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();

        try (Connection blocker = holdPosition(source)) {
            outcomes.add(submit(TestSources.event(source, "1")));
            await().until(() -> isWaitedFor());
            outcomes.add(submit(TestSources.event(source, "2")));
            await().until(() -> writer.waiting() == 1);
            Future<?> stopping = requests.submit(() -> writer.stop());
            await().until(() -> !writer.isRunning());
            blocker.rollback();
            stopping.get(30, TimeUnit.SECONDS);
        }

        for (Future<IngestOutcome> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
        }
        assertThat(written(TestSources.event(source, "3"))).isEqualTo(new IngestOutcome.Overloaded());
    }

    @Test
    void oneThatIsStartedAgainWritesAgain() throws Exception {
        IngestSource source = sources.create();
        writer.stop();

        writer.start();

        assertThat(written(TestSources.event(source, "{}"))).isInstanceOf(IngestOutcome.Accepted.class);
    }

    @Test
    void whoeverMakesACircleOfLocksWithItCostsItNoEvent() throws Exception {
        writer.stop();
        // So that two sources are one batch.
        writer = writer(DATABASE, 1_024, Duration.ofSeconds(10), 1);
        IngestSource first = sources.create();
        IngestSource second = sources.create();
        IngestSource other = sources.create();
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();

        try (Connection blocker = holdPosition(other);
                Connection deleter =
                        DriverManager.getConnection(PROPERTIES.url(), PROPERTIES.username(), PROPERTIES.password());
                Statement deletes = deleter.createStatement()) {
            outcomes.add(submit(TestSources.event(other, "{}")));
            await().until(EventWriterIT::isWaitedFor);
            outcomes.add(submit(TestSources.event(first, "{}")));
            outcomes.add(submit(TestSources.event(second, "{}")));
            await().until(() -> writer.waiting() == 2);
            deleter.setAutoCommit(false);
            // So that it is the writer who is told of the deadlock.
            deletes.execute("set local deadlock_timeout = '1min'");
            deletes.execute(lock(second));
            blocker.rollback();
            // The batch of the two now holds the first and waits for the second.
            assertThat(outcomes.get(0).get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
            await().until(EventWriterIT::isWaitedFor);

            deletes.execute(lock(first));
            deleter.rollback();

            for (Future<IngestOutcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
            }
        }
    }

    private static String lock(IngestSource source) {
        return "select 1 from devhooks.source_position where source_id = " + source.id() + " for update";
    }

    private Future<IngestOutcome> submit(IncomingEvent event) {
        return writer.write(event);
    }

    private IngestOutcome written(IncomingEvent event) throws Exception {
        return submit(event).get(30, TimeUnit.SECONDS);
    }

    private static EventWriter writer(int capacity, Duration timeout) {
        return writer(DATABASE, capacity, timeout, 2);
    }

    private static EventWriter writer(Database database, int capacity, Duration timeout, int writers) {
        return writer(database, capacity, timeout, writers, 128, Duration.ofMillis(20));
    }

    private static EventWriter writer(
            Database database, int capacity, Duration timeout, int writers, int maxBatch, Duration furtherBatchAfter) {
        EventWriter writer = new EventWriter(
                TestSources.store(database),
                new IngestProperties(
                        capacity,
                        67_108_864,
                        writers,
                        furtherBatchAfter,
                        maxBatch,
                        4_194_304,
                        Duration.ofMillis(2),
                        timeout,
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        100,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofMinutes(1)),
                Optional.empty(),
                new IngestTraces(EventTracer.off(), InstantSource.system()));
        writer.start();
        return writer;
    }

    private static DatabaseProperties withLockTimeout(Duration lockTimeout) {
        return new DatabaseProperties(
                PROPERTIES.url(),
                PROPERTIES.username(),
                PROPERTIES.password(),
                null,
                false,
                1,
                1,
                2,
                1,
                PROPERTIES.connectTimeout(),
                PROPERTIES.statementTimeout(),
                lockTimeout,
                PROPERTIES.idleTransactionTimeout(),
                PROPERTIES.migrationLockTimeout(),
                PROPERTIES.migrationPatience());
    }

    /** Locks the source's position, as another node's writer would. */
    private static Connection holdPosition(IngestSource source) throws SQLException {
        Connection connection = DATABASE.as(DatabaseRole.INGEST).getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock(source));
        }
        return connection;
    }

    private static boolean isWaitedFor() {
        return waits() > 0;
    }

    /** How many wait for a lock. */
    private static int waits() {
        return SUPERUSER
                .sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }

    /** The numbers that are the bodies of its events, in the order of the events. */
    private static List<Integer> bodies(IngestSource source) {
        return SUPERUSER
                .sql("select convert_from(body, 'UTF8')::int from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query(Integer.class)
                .list();
    }

    private static long count(IngestSource source) {
        return SUPERUSER
                .sql("select count(*) from devhooks.event where source_id = ?")
                .param(source.id())
                .query(Long.class)
                .single();
    }
}
