package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that was taken under load is started in another place, and the product goes on from there. */
class RestoreIT {

    private static final int ANSWERS = 200;
    private static final String SOURCE = "payment-flow";

    @TempDir
    private Path folder;

    @Test
    void theProductGoesOnFromABackupThatWasTakenUnderLoad() throws Exception {
        Path copy = folder.resolve("copy");
        String secret;
        String path;
        long before;
        try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("first"));
                NodeProcess api = api(postgres.properties())) {
            Merchant merchant = Merchant.signUp(api.base());
            URI callback = merchant.createSource(SOURCE);
            path = callback.getPath();
            secret = merchant.createSecret(SOURCE);
            try (Senders senders = new Senders(merchant, () -> callback)) {
                senders.awaitAnswers(ANSWERS);
                before = stored(postgres.properties()).size();
                PostgresBackup.take(postgres.properties(), folder.resolve("first"), copy);
                senders.awaitAnswers(ANSWERS);
                senders.endAndCheck(TestPostgres.superuser(postgres.properties()));
            }
        }

        try (MortalPostgres restored = MortalPostgres.start(copy);
                NodeProcess streams = NodeProcess.realtime(restored.properties());
                NodeProcess api = api(restored.properties())) {
            List<Long> kept = stored(restored.properties());
            assertThat(kept).hasSizeGreaterThanOrEqualTo((int) before).isEqualTo(first(kept.size()));

            Merchant merchant = Merchant.stranger(api.base());
            assertThat(merchant.callback(api.base().resolve(path), "{\"after\":\"the restore\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(stored(restored.properties())).isEqualTo(first(kept.size() + 1));
            try (FollowingReader reader = new FollowingReader(
                    () -> URI.create("ws://localhost:" + streams.base().getPort() + "/stomp"),
                    Map.of("login", SOURCE, "passcode", secret),
                    "/topic/sources/" + SOURCE)) {
                reader.awaitJust(kept.size() + 1);
            }
        }
    }

    private static NodeProcess api(DatabaseProperties database) {
        return NodeProcess.api(
                database,
                "--devhooks.accounts.hash-strength=4",
                "--devhooks.plans.free.daily-events=10000000",
                "--devhooks.plans.free.burst=100000");
    }

    private static List<Long> first(int events) {
        return LongStream.rangeClosed(1, events).boxed().toList();
    }

    private static List<Long> stored(DatabaseProperties database) {
        return TestPostgres.superuser(database)
                .sql("select seq from devhooks.event order by seq")
                .query(Long.class)
                .list();
    }
}
