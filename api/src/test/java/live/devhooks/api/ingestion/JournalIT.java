package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.devhooks.api.journal.JournalProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of events while PostgreSQL is away, in each of the ways in which it can be. */
class JournalIT {

    private static final DatabaseProperties DIRECT = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(DIRECT);
    private static final Duration AFTER = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SENDERS = 4;
    private static final IngestOutcome JOURNALED = new IngestOutcome.Journaled("webhook");

    /** Each commit of events waits for an advisory lock. */
    private static final String COMMIT_WAITS = """
            create function devhooks.commit_waits() returns trigger language plpgsql set lock_timeout = 0 as $$
            begin
                perform pg_advisory_xact_lock(42);
                return null;
            end
            $$;
            create constraint trigger commit_waits after insert on devhooks.event deferrable initially deferred
                for each row execute function devhooks.commit_waits()
            """;

    private static final String DISK_IS_FULL = """
            create function devhooks.disk_is_full() returns trigger language plpgsql as $$
            begin
                raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
            end
            $$;
            create trigger disk_is_full before insert on devhooks.event
                for each row execute function devhooks.disk_is_full()
            """;

    @TempDir
    private Path temp;

    private final TestSources sources = new TestSources(SUPERUSER);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private TcpProxy proxy;
    private Database database;
    private EventJournal journal;
    private EventWriter writer;

    @BeforeEach
    void start() throws IOException {
        proxy = TcpProxy.before(DIRECT);
        database = Database.open(proxy.properties(DIRECT));
        startWriter(10_000_000);
    }

    @AfterEach
    void stop() throws IOException {
        requests.shutdownNow();
        proxy.recover();
        stopWriter();
        database.close();
        proxy.close();
    }

    @Test
    void whileNobodyListensEventsAreTakenAndEnterTheStoreInOrderAfterwards() throws Exception {
        IngestSource source = sources.create();
        assertThat(writer.write(TestSources.event(source, "0"))).isInstanceOf(IngestOutcome.Accepted.class);

        proxy.refuse();
        for (int number = 1; number <= 300; number++) {
            assertThat(write(source, number)).isEqualTo(JOURNALED);
        }
        assertThat(journal.events()).isEqualTo(300);
        assertThat(journal.oldest()).isPresent();
        proxy.recover();

        awaitDirect();
        assertThat(write(source, 301)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(0, 301));
        assertThat(journal.bytes()).isZero();
    }

    @Test
    void aStoreThatHangsKeepsNobodyWaitingForLong() throws Exception {
        IngestSource source = sources.create();
        assertThat(write(source, 0)).isInstanceOf(IngestOutcome.Accepted.class);

        proxy.swallow();
        List<Future<IngestOutcome>> first = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            first.add(submit(source, number));
            int waiting = number - 1;
            await().until(() -> writer.waiting() == waiting);
        }
        for (Future<IngestOutcome> outcome : first) {
            // Within its time, which is not that of the request.
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(JOURNALED);
        }
        for (int number = 4; number <= 50; number++) {
            assertThat(write(source, number)).isEqualTo(JOURNALED);
        }
        proxy.recover();

        awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(0, 50));
    }

    @Test
    void aCommitOfWhichNobodyLearntMakesOneEvent() throws Exception {
        IngestSource source = sources.create();
        try (Connection blocker = superuser();
                Statement statement = blocker.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
            SUPERUSER.sql(COMMIT_WAITS).update();

            Future<IngestOutcome> inDoubt = submit(source, 1);
            await().until(JournalIT::isWaitedFor);
            proxy.cut();
            assertThat(inDoubt.get(5, TimeUnit.SECONDS)).isEqualTo(JOURNALED);
            assertThat(write(source, 2)).isEqualTo(JOURNALED);
        } finally {
            SUPERUSER.sql("drop function devhooks.commit_waits cascade").update();
        }

        awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 2));
    }

    @Test
    void aServerThatOnlyReadsIsAwayAndItsConnectionsAreNotUsedAgain() throws Exception {
        IngestSource source = sources.create();
        assertThat(write(source, 0)).isInstanceOf(IngestOutcome.Accepted.class);
        try (Connection before = superuser();
                Statement statement = before.createStatement()) {
            String name = SUPERUSER
                    .sql("select current_database()")
                    .query(String.class)
                    .single();
            statement.execute("alter database " + name + " set default_transaction_read_only = on");
            proxy.cut();
            assertThat(write(source, 1)).isEqualTo(JOURNALED);
            await().until(() -> !writer.isDirect());
            assertThat(write(source, 2)).isEqualTo(JOURNALED);
            statement.execute("alter database " + name + " reset default_transaction_read_only");
        }

        awaitDirect();
        assertThat(write(source, 3)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(0, 3));
    }

    @Test
    void aStoreWhoseDiskIsFullIsAwayUntilItHasRoom() throws Exception {
        IngestSource source = sources.create();
        SUPERUSER.sql(DISK_IS_FULL).update();
        try {
            for (int number = 1; number <= 10; number++) {
                assertThat(write(source, number)).isEqualTo(JOURNALED);
            }
        } finally {
            SUPERUSER.sql("drop function devhooks.disk_is_full cascade").update();
        }

        awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 10));
    }

    @Test
    void aFullJournalRefusesWithAReasonAndTakesAgainByItself() throws Exception {
        stopWriter();
        startWriter(4_000);
        IngestSource source = sources.create();
        proxy.refuse();

        int taken = 0;
        while (write(source, taken + 1).equals(JOURNALED)) {
            taken++;
        }
        assertThat(taken).isBetween(10, 100);
        assertThat(write(source, taken + 1)).isEqualTo(new IngestOutcome.JournalFull());
        proxy.recover();

        awaitDirect();
        assertThat(write(source, taken + 1)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(1, taken + 1));
    }

    @Test
    void whatWaitsWhenTheNodeStopsIsWrittenByTheNextOneBeforeAllElse() throws Exception {
        IngestSource source = sources.create();
        proxy.refuse();
        for (int number = 1; number <= 200; number++) {
            assertThat(write(source, number)).isEqualTo(JOURNALED);
        }
        stopWriter();
        assertThat(bodies(source)).isEmpty();

        proxy.recover();
        startWriter(10_000_000);
        for (int number = 201; number <= 210; number++) {
            assertThat(write(source, number))
                    .isInstanceOfAny(IngestOutcome.Journaled.class, IngestOutcome.Accepted.class);
        }

        awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 210));
    }

    @Test
    void whatNobodyCanStoreDoesNotKeepTheRest() throws Exception {
        IngestSource deleted = sources.create();
        IngestSource source = sources.create();
        proxy.refuse();
        assertThat(write(source, 1)).isEqualTo(JOURNALED);
        assertThat(write(deleted, 1)).isEqualTo(JOURNALED);
        assertThat(writer.write(TestSources.event(source, "no text of PostgreSQL's: \0", "{}")))
                .isInstanceOf(IngestOutcome.Journaled.class);
        assertThat(write(source, 2)).isEqualTo(JOURNALED);
        SUPERUSER
                .sql("delete from devhooks.source where id = ?")
                .param(deleted.id())
                .update();
        proxy.recover();

        awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 2));
        assertThat(bodies(deleted)).isEmpty();
        assertThat(journal.aside()).isEqualTo(1);
        try (Stream<Path> files = Files.list(temp.resolve("journal"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".refused")))
                    .singleElement()
                    .satisfies(file -> assertThat(EventCodec.decode(Files.readAllBytes(file))
                                    .source()
                                    .id())
                            .isEqualTo(source.id()));
        }
    }

    @Test
    void aSourceWhoseRowIsHeldSendsNobodyToTheJournal() throws Exception {
        IngestSource held = sources.create();
        IngestSource free = sources.create();
        Future<IngestOutcome> waits;
        try (Connection blocker = holdPosition(held)) {
            waits = submit(held, 1);
            Instant end = Instant.now().plus(AFTER.multipliedBy(2));
            while (Instant.now().isBefore(end)) {
                assertThat(writer.write(TestSources.event(free, "{}"))).isInstanceOf(IngestOutcome.Accepted.class);
            }
            blocker.rollback();
        }
        assertThat(waits.get(5, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
    }

    @Test
    void aSourceWhoseRowIsHeldWhileTheJournalIsDrainedHoldsUpNoOtherAndKeepsItsOrder() throws Exception {
        IngestSource held = sources.create();
        IngestSource free = sources.create();
        proxy.refuse();
        for (int number = 1; number <= 5; number++) {
            assertThat(write(held, number)).isEqualTo(JOURNALED);
            assertThat(write(free, number)).isEqualTo(JOURNALED);
        }
        try (Connection blocker = holdPosition(held)) {
            proxy.recover();
            await().atMost(PATIENCE).until(() -> bodies(free).size() == 5);
            for (int number = 6; number <= 20; number++) {
                assertThat(write(held, number)).isEqualTo(JOURNALED);
                assertThat(write(free, number)).isEqualTo(JOURNALED);
            }
            await().atMost(PATIENCE).until(() -> bodies(free).size() == 20);
            assertThat(bodies(held)).isEmpty();
            blocker.rollback();
        }

        awaitDirect();
        assertThat(bodies(held)).isEqualTo(numbers(1, 20));
        assertThat(bodies(free)).isEqualTo(numbers(1, 20));
    }

    @Test
    void underLoadNothingIsRefusedAndNothingLostWhateverHappensToTheStore() throws Exception {
        List<IngestSource> each =
                IntStream.range(0, SENDERS).mapToObj(sender -> sources.create()).toList();
        List<Future<Integer>> senders = new ArrayList<>();
        List<Failure> failures =
                List.of(TcpProxy::cut, TcpProxy::refuse, TcpProxy::swallow, TcpProxy::cut, TcpProxy::swallowAnswers);
        sending = true;
        for (IngestSource source : each) {
            senders.add(requests.submit(() -> send(source)));
        }
        for (Failure failure : failures) {
            long before = journal.events();
            failure.happens(proxy);
            await().atMost(PATIENCE).until(() -> journal.events() > before + 50 || writer.isDirect());
            proxy.recover();
            awaitDirect();
        }
        sending = false;

        for (int sender = 0; sender < SENDERS; sender++) {
            int sent = senders.get(sender).get(30, TimeUnit.SECONDS);
            awaitDirect();
            assertThat(bodies(each.get(sender))).isEqualTo(numbers(1, sent));
        }
    }

    private volatile boolean sending;

    /** One after the other, until it is enough; says how many. */
    private int send(IngestSource source) {
        int number = 0;
        while (sending) {
            number++;
            assertThat(write(source, number))
                    .isInstanceOfAny(IngestOutcome.Accepted.class, IngestOutcome.Journaled.class);
        }
        return number;
    }

    private interface Failure {
        void happens(TcpProxy proxy) throws IOException, InterruptedException;
    }

    private void startWriter(long maxBytes) throws IOException {
        journal = EventJournal.open(new JournalProperties(
                true, temp.resolve("journal"), maxBytes, (int) maxBytes / 4, AFTER, Duration.ofMillis(200)));
        writer = new EventWriter(
                new EventStore(database, new EventPartitions(database), TestSources.DAYS),
                new IngestProperties(
                        1_024,
                        128,
                        4_194_304,
                        Duration.ofMillis(2),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        100,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofMinutes(1)),
                Optional.of(journal));
        writer.start();
    }

    private void stopWriter() {
        writer.stop();
        journal.close();
    }

    private void awaitDirect() {
        await().atMost(PATIENCE).until(() -> writer.isDirect());
    }

    private Future<IngestOutcome> submit(IngestSource source, int number) {
        return requests.submit(() -> write(source, number));
    }

    private IngestOutcome write(IngestSource source, int number) {
        return writer.write(TestSources.event(source, Integer.toString(number)));
    }

    /** The bodies of a source's events, in their order; their numbers have no gap. */
    private static List<String> bodies(IngestSource source) {
        List<String> bodies = new ArrayList<>();
        SUPERUSER
                .sql(
                        "select seq, convert_from(body, 'UTF8') as body from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query(row -> {
                    bodies.add(row.getString("body"));
                    assertThat(row.getLong("seq")).isEqualTo(bodies.size());
                });
        return bodies;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(DIRECT.url(), DIRECT.username(), DIRECT.password());
    }

    private static Connection holdPosition(IngestSource source) throws SQLException {
        Connection connection = superuser();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select 1 from devhooks.source_position where source_id = " + source.id() + " for update");
        }
        return connection;
    }

    private static boolean isWaitedFor() {
        return SUPERUSER
                .sql("select exists (select 1 from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}
