package live.devhooks.standalone;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.FreePorts;
import live.devhooks.migrations.TestPostgres;
import org.jspecify.annotations.Nullable;

/** A durable PostgreSQL that a test may stop, kill and start again, at the same address and on the same data. */
final class MortalPostgres implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable EmbeddedPostgres server;

    private MortalPostgres(Path folder, int port, Map<String, String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    static MortalPostgres start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    static MortalPostgres start(Path folder, Map<String, String> settings) throws IOException {
        MortalPostgres postgres = new MortalPostgres(folder, FreePorts.next(), settings);
        postgres.start();
        return postgres;
    }

    int port() {
        return port;
    }

    DatabaseProperties properties() {
        return TestPostgres.properties("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", null);
    }

    void start() throws IOException {
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        settings.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** As a failover does: at once, and in order. */
    void stop() throws IOException {
        Objects.requireNonNull(server).close();
        server = null;
    }

    /** {@code kill -9}. */
    void kill() throws IOException {
        kill(folder);
        stop();
    }

    /** {@code kill -9} of all processes of the server that works on {@code cluster}. */
    static void kill(Path cluster) throws IOException {
        String postmaster =
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().pollInterval(LOOK).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            stop();
        }
    }
}
