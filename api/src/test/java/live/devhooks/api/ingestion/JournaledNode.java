package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import live.devhooks.api.journal.JournalProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.tracing.EventTracer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A writer of events that has a journal, and reaches the store through a proxy, which takes that away. */
final class JournaledNode implements AutoCloseable {

    /** After which a store that does not answer is away. */
    static final Duration AFTER = Duration.ofMillis(1_500);

    static final IngestOutcome JOURNALED = new IngestOutcome.Journaled("webhook");

    /** The store, past the proxy. */
    static final DatabaseProperties DIRECT = TestPostgres.freshDatabase();

    /** Statements that reach the store past the proxy. */
    static final JdbcClient SUPERUSER = TestPostgres.superuser(DIRECT);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ROOM = 10_000_000;

    private final Path folder;
    private final TcpProxy proxy;
    private final Database database;
    private final TestSources sources = new TestSources(SUPERUSER);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private EventJournal journal;
    private EventWriter writer;

    private JournaledNode(Path folder) throws IOException {
        this.folder = folder;
        this.proxy = TcpProxy.before(DIRECT);
        this.database = Database.open(proxy.properties(DIRECT));
        this.journal = journal(ROOM);
        this.writer = writer();
    }

    /** One whose journal is in {@code folder}. */
    static JournaledNode start(Path folder) throws IOException {
        return new JournaledNode(folder);
    }

    /** Stops it; what waits in the journal stays there. */
    void stop() {
        writer.stop();
        journal.close();
    }

    /** Starts it again, after {@link #stop}. */
    void startAgain() throws IOException {
        startAgain(ROOM);
    }

    /** Starts it again with a journal of at most {@code maxBytes}. */
    void startAgain(long maxBytes) throws IOException {
        journal = journal(maxBytes);
        writer = writer();
    }

    @Override
    public void close() throws IOException {
        requests.shutdownNow();
        proxy.recover();
        stop();
        database.close();
        proxy.close();
    }

    TcpProxy proxy() {
        return proxy;
    }

    EventJournal journal() {
        return journal;
    }

    Path folder() {
        return folder;
    }

    boolean isDirect() {
        return writer.isDirect();
    }

    int waiting() {
        return writer.waiting();
    }

    void awaitDirect() {
        await().atMost(PATIENCE).until(this::isDirect);
    }

    IngestSource createSource() {
        return sources.create();
    }

    IngestOutcome write(IncomingEvent event) {
        return writer.write(event).join();
    }

    /** Writes an event whose body is {@code number}. */
    IngestOutcome write(IngestSource source, int number) {
        return write(TestSources.event(source, Integer.toString(number)));
    }

    /** The same by a thread of its own. */
    Future<IngestOutcome> submit(IngestSource source, int number) {
        return submit(() -> write(source, number));
    }

    <T> Future<T> submit(Callable<T> work) {
        return requests.submit(work);
    }

    /** The bodies of a source's events, in their order; their numbers have no gap. */
    static List<String> bodies(IngestSource source) {
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

    /** What the bodies are of events that were written with these numbers. */
    static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    /** A connection past the proxy. */
    static Connection superuser() throws SQLException {
        return DriverManager.getConnection(DIRECT.url(), DIRECT.username(), DIRECT.password());
    }

    /** Holds the row of {@code source} until it is rolled back. */
    static Connection holdPosition(IngestSource source) throws SQLException {
        Connection connection = superuser();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select 1 from devhooks.source_position where source_id = " + source.id() + " for update");
        }
        return connection;
    }

    private EventJournal journal(long maxBytes) throws IOException {
        return EventJournal.open(
                new JournalProperties(true, folder, maxBytes, (int) maxBytes / 4, AFTER, Duration.ofMillis(200)));
    }

    private EventWriter writer() {
        EventWriter started = new EventWriter(
                TestSources.store(database),
                new IngestProperties(
                        1_024,
                        67_108_864,
                        2,
                        Duration.ofMillis(20),
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
                Optional.of(journal),
                new IngestTraces(EventTracer.off(), InstantSource.system()));
        started.start();
        return started;
    }
}
