package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.WakeUp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store announces, and when, by either kind of sender. */
class AnnouncingIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestSources sources = new TestSources(SUPERUSER);
    private final IngestSource source = sources.create();
    private final IngestSource other = sources.create();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aSenderOutsideOfTheTransactionHearsOfABatchOnceItCanBeRead() {
        RecordingSender sender = new RecordingSender();

        TestSources.store(DATABASE, sender)
                .append(
                        List.of(
                                TestSources.event(source, "1"),
                                TestSources.event(other, "2"),
                                TestSources.event(source, "3")),
                        LockWait.A_MOMENT);

        assertThat(sender.said).isEqualTo(WakeUp.messages(Map.of(source.id(), 2L, other.id(), 1L)));
        assertThat(sender.readable).containsExactly(2L);
    }

    @Test
    void nothingIsSaidOfWhatWasNotCommittedNorOfWhatIsThereAlready() {
        RecordingSender sender = new RecordingSender();
        EventStore store = TestSources.store(DATABASE, sender);
        IncomingEvent event = TestSources.event(source, "{}");

        assertThatThrownBy(() -> store.append(
                        List.of(event, TestSources.event(source, "no text of PostgreSQL's: \0", "{}")),
                        LockWait.A_MOMENT))
                .isInstanceOf(NotAppendedException.class);
        assertThat(sender.said).isEmpty();
        store.append(List.of(event), LockWait.A_MOMENT);
        store.append(List.of(event), LockWait.A_MOMENT);

        assertThat(sender.said).containsExactly(message(source, 1));
    }

    @Test
    void thatSenderCostsPostgresNoNotificationAndTheOtherOneForEachChannel() throws SQLException {
        try (Connection listening = listen()) {
            TestSources.store(DATABASE, new RecordingSender())
                    .append(List.of(TestSources.event(source, "1")), LockWait.A_MOMENT);
            TestSources.store(DATABASE)
                    .append(List.of(TestSources.event(source, "2"), TestSources.event(source, "3")), LockWait.A_MOMENT);

            PGNotification[] heard = listening.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());

            assertThat(Arrays.stream(heard).map(PGNotification::getParameter))
                    .containsExactly(message(source, 3).payload());
        }
    }

    private static Connection listen() throws SQLException {
        Connection connection =
                DriverManager.getConnection(PROPERTIES.url(), PROPERTIES.username(), PROPERTIES.password());
        try (Statement statement = connection.createStatement()) {
            for (int channel = 0; channel < WakeUp.CHANNELS; channel++) {
                statement.execute("listen " + WakeUp.channelName(channel));
            }
        }
        return connection;
    }

    private static WakeUp.Message message(IngestSource of, long lastSeq) {
        return WakeUp.messages(Map.of(of.id(), lastSeq)).get(0);
    }

    /** Keeps what it is to say, and how far its first source can be read by others at that moment. */
    private final class RecordingSender implements WakeUpSender {

        private final List<WakeUp.Message> said = new ArrayList<>();
        private final List<Long> readable = new ArrayList<>();

        @Override
        public Optional<String> inTransaction() {
            return Optional.empty();
        }

        @Override
        public void committed(List<WakeUp.Message> messages) {
            said.addAll(messages);
            readable.add(SUPERUSER
                    .sql("select last_seq from devhooks.source_position where source_id = ?")
                    .param(source.id())
                    .query(Long.class)
                    .single());
        }

        @Override
        public void start() {}

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void close() {}
    }
}
