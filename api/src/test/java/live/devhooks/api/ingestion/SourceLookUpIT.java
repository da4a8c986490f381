package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import live.devhooks.api.plans.PlanProperties;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.api.sources.SourceProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose webhooks are taken while PostgreSQL is away. */
class SourceLookUpIT {

    private static final DatabaseProperties DIRECT = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(DIRECT);
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int REMEMBERED = 3;

    private final ExecutorService requests = Executors.newCachedThreadPool();
    private TcpProxy proxy;
    private Database database;
    private SourceLookUp lookUp;
    private IngestSources sources;

    @BeforeEach
    void start() throws IOException {
        proxy = TcpProxy.before(DIRECT);
        database = Database.open(proxy.properties(DIRECT));
        IngestProperties properties = new IngestProperties(
                1,
                1_048_576,
                1,
                Duration.ofMillis(20),
                1,
                1,
                Duration.ofMillis(2),
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                REMEMBERED,
                NOT_AT_ALL,
                MOMENT,
                Duration.ofMinutes(1));
        SourceStore store = new SourceStore(database);
        lookUp = new SourceLookUp(store, properties);
        lookUp.start();
        sources = new IngestSources(
                lookUp,
                store,
                properties,
                new SourceProperties(1_000, Duration.ofHours(24), Map.of()),
                new Plans(new PlanProperties(Map.of())),
                InstantSource.system());
    }

    @AfterEach
    void stop() throws IOException {
        requests.shutdownNow();
        proxy.recover();
        lookUp.stop();
        database.close();
        proxy.close();
    }

    @Test
    void aSourceThatIsRememberedIsTakenAsItWasWithoutAWait() throws Exception {
        String key = source("-infinity");
        assertThat(find(key)).isPresent();

        proxy.swallow();
        assertThat(find(key)).isPresent();
        long began = System.nanoTime();
        for (int request = 0; request < 100; request++) {
            assertThat(find(key)).isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

        proxy.refuse();
        await().until(() -> lookUp.isAway(Duration.ofHours(1)));
        assertThat(find(key)).isPresent();
    }

    @Test
    void aChangeIsNoticedWhenTheStoreIsBack() throws Exception {
        String key = source("-infinity");
        assertThat(find(key)).isPresent();
        proxy.refuse();
        assertThat(find(key))
                .hasValueSatisfying(source -> assertThat(source.paused()).isFalse());
        SUPERUSER.sql("update devhooks.source set paused = true").update();
        proxy.recover();

        await().until(() -> find(key).orElseThrow().paused());
    }

    @Test
    void thoseThatHadAnEventMostRecentlyAreRememberedBeforeTheyHaveTheNext() throws Exception {
        String old = source("2026-11-24T01:00:00Z");
        List<String> recent =
                List.of(source("2026-11-24T02:00:00Z"), source("2026-11-24T04:00:00Z"), source("2026-11-24T03:00:00Z"));
        sources.rememberMostRecentlyActive();
        proxy.refuse();

        assertThat(recent).allSatisfy(key -> assertThat(find(key)).isPresent());
        assertThatThrownBy(() -> find(old)).isInstanceOf(DataAccessException.class);
        SUPERUSER.sql("delete from devhooks.source").update();
    }

    @Test
    void soManyStrangersWaitAndNoMore() throws Exception {
        proxy.refuse();
        assertThatThrownBy(() -> find(IngestKey.random())).isInstanceOf(DataAccessException.class);
        proxy.recover();
        proxy.swallow();
        List<Future<Optional<IngestSource>>> strangers = new ArrayList<>();
        for (int stranger = 0; stranger < 1_100; stranger++) {
            strangers.add(sources.find(IngestKey.random()));
        }

        assertThat(strangers.stream().filter(Future::isDone).count()).isBetween(100L, 1_099L);
        proxy.recover();
        for (Future<Optional<IngestSource>> stranger : strangers) {
            try {
                assertThat(stranger.get(10, TimeUnit.SECONDS)).isEmpty();
            } catch (ExecutionException refused) {
                assertThat(refused).hasCauseInstanceOf(DataAccessException.class);
            }
        }
    }

    /** As a request is told. */
    private Optional<IngestSource> find(String key) throws Exception {
        try {
            return sources.find(key).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** A new one that had its last event at this time; returns its ingest key. */
    private static String source(String lastReceivedAt) {
        TestSource source = TestSource.create(SUPERUSER);
        String key = IngestKey.random();
        SUPERUSER
                .sql("update devhooks.ingest_key set key = ? where source_id = ?")
                .params(key, source.id())
                .update();
        SUPERUSER
                .sql("update devhooks.source_position set last_received_at = ?::timestamptz where source_id = ?")
                .params(lastReceivedAt, source.id())
                .update();
        return key;
    }
}
