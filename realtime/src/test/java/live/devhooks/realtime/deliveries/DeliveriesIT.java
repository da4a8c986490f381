package live.devhooks.realtime.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store knows of how events reached their readers. */
class DeliveriesIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final int MOST = 3;

    private final Instant received = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final TestSource source = TestSource.create(SUPERUSER);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = received.plusMillis(5);
    private Deliveries deliveries = node();

    @BeforeEach
    void start() {
        deliveries.start();
    }

    @AfterEach
    void stop() {
        deliveries.stop();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theFirstSendingAndTheFirstAcknowledgementCount() {
        sent(1);
        now = received.plusMillis(20);
        sent(1);
        acknowledged(1);
        now = received.plusMillis(50);
        acknowledged(1);
        deliveries.stop();

        assertThat(stored()).containsExactly(Map.of("seq", 1L, "sent", 5L, "acknowledged", 20L));
        assertThat(meters.get("devhooks.delivery.sent").timer().count()).isEqualTo(1);
    }

    @Test
    void whatAnotherNodeKnewEarlierStays() {
        now = received.plusMillis(40);
        sent(1);
        deliveries.stop();
        now = received.plusMillis(30);
        deliveries = node();
        deliveries.start();
        sent(1);
        acknowledged(1);
        deliveries.stop();
        now = received.plusMillis(60);
        deliveries = node();
        deliveries.start();
        sent(1);
        acknowledged(1);
        deliveries.stop();

        assertThat(stored()).containsExactly(Map.of("seq", 1L, "sent", 30L, "acknowledged", 30L));
    }

    @Test
    void severalAccountsAreWrittenTogether() {
        TestSource other = TestSource.create(SUPERUSER);
        sent(1);
        deliveries.sent(other.account(), new EventId(other.id(), 7), received);
        deliveries.stop();

        assertThat(stored()).hasSize(1);
        assertThat(SUPERUSER
                        .sql("select account_id from devhooks.delivery where source_id = ?")
                        .param(other.id())
                        .query(UUID.class)
                        .list())
                .containsExactly(other.account());
    }

    @Test
    void beyondItsBoundItIsCountedThatItIsNotKnown() {
        for (int seq = 1; seq <= MOST + 2; seq++) {
            sent(seq);
        }
        acknowledged(1);
        deliveries.stop();

        assertThat(stored()).hasSize(MOST).first().isEqualTo(Map.of("seq", 1L, "sent", 5L, "acknowledged", 5L));
        assertThat(meters.get("devhooks.delivery.unnoted").counter().count()).isEqualTo(2);
    }

    @Test
    void whatIsGoneKeepsNothingElseFromBeingWritten() {
        TestSource gone = TestSource.create(SUPERUSER);
        SUPERUSER
                .sql("delete from devhooks.source_position where source_id = ?")
                .param(gone.id())
                .update();
        deliveries.sent(gone.account(), new EventId(gone.id(), 1), received);
        deliveries.sent(source.account(), new EventId(source.id(), 1), received.minus(Duration.ofHours(30)));
        sent(2);
        deliveries.stop();

        assertThat(stored()).extracting(row -> row.get("seq")).containsExactly(2L);
    }

    private Deliveries node() {
        return new Deliveries(
                new DeliveryStore(DATABASE), new DeliveryProperties(Duration.ofHours(1), MOST, 100), () -> now, meters);
    }

    private void sent(long seq) {
        deliveries.sent(source.account(), new EventId(source.id(), seq), received);
    }

    private void acknowledged(long seq) {
        deliveries.acknowledged(source.account(), new EventId(source.id(), seq), received);
    }

    /** Of the source: the {@code seq}, and the milliseconds after reception. */
    private List<Map<String, Long>> stored() {
        return SUPERUSER
                .sql("select seq, sent_at, acknowledged_at from devhooks.delivery where source_id = ? order by seq")
                .param(source.id())
                .query((row, number) -> {
                    Map<String, Long> found = new HashMap<>(Map.of("seq", row.getLong("seq")));
                    millis(row.getTimestamp("sent_at")).ifPresent(sent -> found.put("sent", sent));
                    millis(row.getTimestamp("acknowledged_at")).ifPresent(ack -> found.put("acknowledged", ack));
                    return Map.copyOf(found);
                })
                .list();
    }

    private Optional<Long> millis(@Nullable Timestamp time) {
        return Optional.ofNullable(time)
                .map(at -> Duration.between(received, at.toInstant()).toMillis());
    }
}
