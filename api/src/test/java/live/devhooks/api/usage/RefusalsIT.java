package live.devhooks.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RefusalsIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");

    private final Database database = Database.open(PROPERTIES);
    private final TestSource source = TestSource.create(SUPERUSER);
    private Instant now = Instant.parse("2026-11-24T20:59:59Z");
    private final Refusals refusals = refusals(NEVER, 3);

    @AfterEach
    void stop() {
        refusals.stop();
        database.close();
    }

    @Test
    void countsAreAddedUpBySourceDayAndReason() {
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.flush();
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.count(source.id(), Refusal.ADDRESS_NOT_ALLOWED);
        // Midnight in Nairobi.
        now = now.plusSeconds(1);
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.flush();

        assertThat(stored())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("2026-11-24 paused", 3L, "2026-11-24 address-not-allowed", 1L, "2026-11-25 paused", 1L));
    }

    @Test
    void manyNodesAndManyRequestsLoseNone() throws Exception {
        TestSource other = TestSource.create(SUPERUSER);
        Refusals otherNode = refusals(NEVER, 100);
        ExecutorService requests = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int request = 0; request < 8; request++) {
                Refusals node = request % 2 == 0 ? refusals : otherNode;
                running.add(requests.submit(() -> {
                    for (int number = 0; number < 200; number++) {
                        node.count(source.id(), Refusal.TOO_LARGE);
                        node.count(other.id(), Refusal.PAUSED);
                        if (number % 20 == 0) {
                            node.flush();
                        }
                    }
                }));
            }
            for (Future<?> request : running) {
                request.get();
            }
        } finally {
            requests.shutdownNow();
        }
        refusals.flush();
        otherNode.flush();

        assertThat(stored()).containsExactly(Map.entry("2026-11-24 too-large", 1_600L));
    }

    @Test
    void moreThanMayWaitIsNotCounted() {
        for (Refusal reason : Refusal.values()) {
            refusals.count(source.id(), reason);
            refusals.count(source.id(), reason);
        }
        refusals.flush();

        assertThat(stored())
                .hasSize(3)
                .allSatisfy((counted, number) -> assertThat(number).isEqualTo(2));
    }

    @Test
    void whatCouldNotBeAddedWaitsForTheNextTime() {
        SUPERUSER.sql("alter table devhooks.source_refusal rename to away").update();
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.flush();
        SUPERUSER.sql("alter table devhooks.away rename to source_refusal").update();

        refusals.count(source.id(), Refusal.PAUSED);
        refusals.flush();

        assertThat(stored()).containsExactly(Map.entry("2026-11-24 paused", 2L));
    }

    @Test
    void aSourceThatIsGoneTakesNoOthersAlong() {
        refusals.count(source.id() + 1, Refusal.PAUSED);
        refusals.count(source.id(), Refusal.PAUSED);
        refusals.flush();

        assertThat(stored()).containsExactly(Map.entry("2026-11-24 paused", 1L));
    }

    @Test
    void whatWaitsIsAddedByTimeAndAtTheEnd() {
        Refusals quick = refusals(Duration.ofMillis(20), 10);
        quick.start();
        quick.count(source.id(), Refusal.PAUSED);
        await().untilAsserted(() -> assertThat(stored()).hasSize(1));
        quick.stop();

        refusals.start();
        refusals.count(source.id(), Refusal.TOO_SLOW);
        refusals.stop();
        assertThat(stored()).hasSize(2);
    }

    private Refusals refusals(Duration interval, int maxPending) {
        UsageProperties properties = new UsageProperties(NAIROBI, interval, maxPending, Duration.ofDays(400));
        return new Refusals(new RefusalStore(database), properties, new UsageDays(NAIROBI), () -> now);
    }

    private Map<String, Long> stored() {
        Map<String, Long> stored = new TreeMap<>();
        SUPERUSER
                .sql("select day || ' ' || reason as counted, refused from devhooks.source_refusal where source_id = ?")
                .param(source.id())
                .query(row -> {
                    stored.put(row.getString("counted"), row.getLong("refused"));
                });
        return stored;
    }
}
