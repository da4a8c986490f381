package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import live.devhooks.migrations.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster is told of a node while PostgreSQL is away. */
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void aNodeIsSentWhatItCanDoAndNotRestartedForItsDatabase() throws Exception {
        try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("postgres"))) {
            Database.open(postgres.properties()).close();
            try (NodeProcess streams =
                            NodeProcess.realtime(postgres.properties(), "--devhooks.feed.reconnect-max=500ms");
                    NodeProcess api = NodeProcess.api(
                            postgres.properties(),
                            "--devhooks.ingest.journal.enabled=true",
                            "--devhooks.ingest.journal.folder=" + folder.resolve("journal"))) {
                await().atMost(PATIENCE).until(() -> health(streams, "readiness") == 200);
                await().atMost(PATIENCE).until(() -> health(api, "readiness") == 200);

                postgres.stop();

                await().atMost(PATIENCE).until(() -> health(streams, "readiness") == 503);
                assertThat(health(streams, "liveness")).isEqualTo(200);
                assertThat(health(api, "readiness"))
                        .as("webhooks go to the journal")
                        .isEqualTo(200);
                assertThat(health(api, "liveness")).isEqualTo(200);

                postgres.start();

                await().atMost(PATIENCE).until(() -> health(streams, "readiness") == 200);
            }
        }
    }

    private static int health(NodeProcess node, String probe) {
        return Merchant.stranger(node.base())
                .send(HttpRequest.newBuilder(node.management().resolve("/actuator/health/" + probe)))
                .statusCode();
    }
}
