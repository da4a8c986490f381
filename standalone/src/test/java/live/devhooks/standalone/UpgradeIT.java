package live.devhooks.standalone;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upgrade of a cluster from a former version, under load and with readers, and the way back: the schema is brought up to date while the former
 * version works on it and a backup is taken, then both versions work together, crash and start again, then only the new one is there, and then only the former again.
 * Nothing is refused, lost or doubled. {@code -Ddevhooks.test.former=} says where a checkout of the former version is, in which
 * {@code api} and {@code realtime} have been packaged, and {@code -Ddevhooks.test.roll-out-rate=500} has so many events in a second.
 */
@EnabledIfSystemProperty(named = UpgradeIT.FORMER, matches = ".+")
class UpgradeIT {

    static final String FORMER = "devhooks.test.former";

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeIT.class);
    private static final int PER_SECOND = Integer.getInteger("devhooks.test.roll-out-rate", 100);
    private static final int READERS = 6;
    private static final int BACKUP_SECONDS = 5;
    private static final Duration START = Duration.ofMinutes(1);
    private static final String SOURCE = "payment-flow";

    private final NodeVersion former = NodeVersion.former(Path.of(System.getProperty(FORMER)));
    private final NodeVersion current = NodeVersion.current();

    @TempDir
    private Path folder;

    @Test
    void bothVersionsWorkTogetherUntilOneIsGone() throws Exception {
        try (Cluster cluster = Cluster.startWithSchemaOf(former, folder)) {
            Merchant merchant = Merchant.signUp(cluster.api());
            Crossing crossing = Crossing.of(cluster, merchant);
            String path = merchant.createSource(SOURCE).getPath();
            Map<String, String> login = Map.of("login", SOURCE, "passcode", merchant.createSecret(SOURCE));
            List<FollowingReader> readers = IntStream.range(0, READERS)
                    .mapToObj(number -> new FollowingReader(cluster::stomp, login, "/topic/sources/" + SOURCE))
                    .toList();
            try (Pace pace = Pace.perSecond(PER_SECOND);
                    Senders senders = new Senders(merchant, () -> cluster.api().resolve(path), pace)) {
                crossing.check(List.of(former));
                after("the start", cluster, senders);

                try (Connection backup = backup(cluster.postgres().properties())) {
                    CompletableFuture<Void> migrating = CompletableFuture.runAsync(
                            () -> current.migrate(cluster.postgres().properties()));
                    // Not every version changes a table that is there.
                    await().atMost(START).until(() -> migrating.isDone() || somebodyWaitsForATable(cluster));
                    senders.awaitAnswers(BACKUP_SECONDS * PER_SECOND);
                    backup.commit();
                    migrating.join();
                }
                after("the migrations, which a backup stood in the way of", cluster, senders);
                cluster.crashOneOfEach(former);
                after("a crash of the former version on the new schema", cluster, senders);

                cluster.rollOut(current, 1, 1);
                crossing.check(List.of(former, current));
                after("the first processes of the current version", cluster, senders);
                cluster.crashOneOfEach(former);
                cluster.crashOneOfEach(current);
                crossing.check(List.of(current, former));
                after("crashes of both versions beside each other", cluster, senders);

                cluster.rollOut(current, Cluster.APIS, Cluster.STREAMS);
                crossing.check(List.of(current));
                after("the whole roll-out", cluster, senders);
                cluster.rollOut(former, Cluster.APIS, Cluster.STREAMS);
                crossing.check(List.of(former));
                after("the way back", cluster, senders);

                int stored = senders.endAndCheck(
                        TestPostgres.superuser(cluster.postgres().properties()));
                readers.forEach(reader -> reader.awaitJust(stored));
                LOG.info("the longest that a reader was away is {}", longestAway(readers));
            } finally {
                readers.forEach(FollowingReader::close);
            }
        }
    }

    /** Reads every table until it ends, as {@code pg_dump} does: whatever changes a table waits for it, and whoever wants that one waits behind the change. */
    private static Connection backup(DatabaseProperties database) throws SQLException {
        Connection backup = DriverManager.getConnection(database.url(), database.username(), database.password());
        backup.setAutoCommit(false);
        try (Statement lock = backup.createStatement()) {
            lock.execute("""
                    do $$ declare t regclass; begin
                        for t in select oid from pg_class where relnamespace = 'devhooks'::regnamespace and relkind in ('r', 'p') loop
                            execute format('lock table %s in access share mode', t);
                        end loop;
                    end $$
                    """);
        }
        return backup;
    }

    private static boolean somebodyWaitsForATable(Cluster cluster) {
        return TestPostgres.superuser(cluster.postgres().properties())
                .sql("select exists (select from pg_locks where not granted and mode = 'AccessExclusiveLock')")
                .query(Boolean.class)
                .single();
    }

    /** Lets a second of load go by, and tells what has been. */
    private static void after(String what, Cluster cluster, Senders senders) {
        senders.awaitAnswers(PER_SECOND);
        String version = TestPostgres.superuser(cluster.postgres().properties())
                .sql("select max(version) from devhooks.flyway_schema_history")
                .query(String.class)
                .single();
        LOG.info(
                "after {}: schema {}, the longest answer took {} ms, {} had to be sent again so far",
                what,
                version,
                senders.longestAnswer().toMillis(),
                senders.unanswered());
    }

    private static Duration longestAway(List<FollowingReader> readers) {
        return readers.stream()
                .map(FollowingReader::longestAway)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
