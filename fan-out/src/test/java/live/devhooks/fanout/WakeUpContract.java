package live.devhooks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.WakeUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine must do. A sender's transaction is one of PostgreSQL's, whichever engine it announces by. */
abstract class WakeUpContract {

    /** So long that nothing in these tests is healed by asking the store now and then. */
    static final String NEVER = "1h";

    static final ListenBounds BOUNDS =
            new ListenBounds(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMillis(200));

    final DatabaseProperties postgres = TestPostgres.freshDatabase();
    final RecordingWoken woken = new RecordingWoken();

    private final Database database = Database.open(postgres);
    private final Set<Thread> before = new HashSet<>();
    private WakeUpSender sender = WakeUpSender.of(TestFanOut.postgres(), "none");
    private WakeUpListener listener = WakeUpListener.of(TestFanOut.postgres(), "none", BOUNDS, database, woken);

    /** How both sides are configured. */
    abstract FanOutProperties properties();

    /** Ends all that carries wake-ups to a listener, in such a way that it can come back. */
    abstract void outage();

    @BeforeEach
    void start() {
        before.addAll(Thread.getAllStackTraces().keySet());
        sender = WakeUpSender.of(properties(), "api");
        listener = WakeUpListener.of(properties(), "realtime", BOUNDS, database, woken);
        sender.start();
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop();
        sender.close();
        database.close();
    }

    @Test
    void saysItAfterTheCommitAndOnlyThen() throws SQLException {
        listenTo(RecordingWoken.ALL);

        try (Connection open = begin();
                Connection undone = begin()) {
            say(open, Map.of(8L, 1L));
            say(undone, Map.of(8L, 2L));
            undone.rollback();
            append(Map.of(8L, 3L));
            await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(position(8, 3)));
            commit(open, Map.of(8L, 1L));
        }

        await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(position(8, 3), position(8, 1)));
    }

    @Test
    void isHeardOnTheChannelsThatAreNeededAndOnNoOthers() throws SQLException {
        listenTo(Set.of(WakeUp.channel(1)));

        append(Map.of(2L, 1L));
        append(Map.of(1L, 1L));
        await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(position(1, 1)));
        listenTo(Set.of(WakeUp.channel(2)));
        append(Map.of(1L, 2L));
        append(Map.of(2L, 2L));

        await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(position(1, 1), position(2, 2)));
    }

    @Test
    void manySourcesAreAnnouncedTogether() throws SQLException {
        listenTo(RecordingWoken.ALL);
        Map<Long, Long> grown = new LinkedHashMap<>();
        LongStream.rangeClosed(1, WakeUp.MAX_SOURCES)
                .forEach(source -> grown.put(Long.MAX_VALUE - source, Long.MAX_VALUE));

        append(grown);

        List<WakeUp.Position> all = grown.entrySet().stream()
                .map(source -> position(source.getKey(), source.getValue()))
                .toList();
        await().untilAsserted(() -> assertThat(woken.heard()).containsExactlyInAnyOrderElementsOf(all));
    }

    @Test
    void whoListensMissesNothingAndHearsEachChannelInItsOrder() throws SQLException {
        listenTo(Set.of(WakeUp.channel(5)));
        int batches = 500;

        for (long seq = 1; seq <= batches; seq++) {
            append(Map.of(5L, seq));
        }

        List<WakeUp.Position> all = LongStream.rangeClosed(1, batches)
                .mapToObj(seq -> position(5, seq))
                .toList();
        await().untilAsserted(() -> assertThat(woken.heard()).isEqualTo(all));
        assertThat(sender.lost()).isZero();
    }

    @Test
    void hasTheStoreAskedForWhatWasSaidOnAChannelBeforeItWasListenedTo() {
        int asked = woken.checks();

        listenTo(Set.of(1));
        assertThat(woken.checks()).isGreaterThan(asked);
        int again = woken.checks();
        listenTo(Set.of(1, 2));

        assertThat(woken.checks()).isGreaterThan(again);
    }

    @Test
    void hasTheStoreAskedForWhatAnOutageHasHiddenAndGoesOn() throws SQLException {
        listenTo(RecordingWoken.ALL);
        int asked = woken.checks();

        outage();

        await().untilAsserted(() -> {
            assertThat(woken.checks()).isGreaterThan(asked);
            assertThat(listener.isConnected()).isTrue();
            assertThat(listener.listened()).isEqualTo(RecordingWoken.ALL);
        });
        await().until(() -> sender.isConnected());
        append(Map.of(7L, 9L));
        await().untilAsserted(() -> assertThat(woken.heard()).contains(position(7, 9)));
    }

    @Test
    void whatEndsLeavesNoThreadBehind() throws SQLException {
        listenTo(RecordingWoken.ALL);
        append(Map.of(7L, 9L));
        assertThat(ours()).isNotEmpty();

        listener.stop();
        sender.close();

        await().untilAsserted(() -> assertThat(ours()).isEmpty());
    }

    /** Threads that were made by the engine: neither by the JVM nor by PostgreSQL's driver. */
    private List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("nats") || name.contains("wake-up"))
                .toList();
    }

    WakeUpSender sender() {
        return sender;
    }

    WakeUpListener listener() {
        return listener;
    }

    void listenTo(Set<Integer> channels) {
        woken.need(channels);
        await().until(() -> listener.listened().equals(channels));
    }

    static WakeUp.Position position(long sourceId, long lastSeq) {
        return new WakeUp.Position(sourceId, lastSeq);
    }

    /** Does what an api node does when sources have grown. */
    void append(Map<Long, Long> lastSeqs) throws SQLException {
        try (Connection connection = begin()) {
            say(connection, lastSeqs);
            commit(connection, lastSeqs);
        }
    }

    private Connection begin() throws SQLException {
        Connection connection = DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private void say(Connection connection, Map<Long, Long> lastSeqs) throws SQLException {
        if (sender.inTransaction().isEmpty()) {
            return;
        }
        List<WakeUp.Message> messages = WakeUp.messages(lastSeqs);
        try (PreparedStatement statement =
                connection.prepareStatement(sender.inTransaction().get())) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            messages.stream()
                                    .map(message -> WakeUp.channelName(message.channel()))
                                    .toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            messages.stream().map(WakeUp.Message::payload).toArray()));
            statement.execute();
        }
    }

    private void commit(Connection connection, Map<Long, Long> lastSeqs) throws SQLException {
        connection.commit();
        sender.committed(WakeUp.messages(lastSeqs));
    }
}
