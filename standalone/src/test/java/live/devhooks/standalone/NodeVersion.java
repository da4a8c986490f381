package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;

/**
 * A version of the product, whose processes a test runs.
 *
 * @param name for people
 * @param api runs an api node
 * @param realtime runs a realtime node
 * @param readyWord what both log when they are ready
 */
record NodeVersion(String name, NodeJar api, NodeJar realtime, String readyWord) {

    /** Logged when requests and connections are taken, by any version. */
    private static final String STARTED = "Application in ";

    private static final long MIGRATION_SECONDS = 120;

    /** For what a process writes at its end, of classes that it has loaded. */
    private static final long LEARN_SECONDS = 120;

    /** The one that has been built here. */
    static NodeVersion current() {
        return packaged("current", Path.of(".."), "warmed up");
    }

    /** A former one, which has been packaged in the modules of {@code checkout}. */
    static NodeVersion former(Path checkout) {
        return packaged("former", checkout, STARTED);
    }

    private static NodeVersion packaged(String name, Path checkout, String readyWord) {
        return new NodeVersion(
                name,
                quick(name, NodeJar.in(checkout + "/api/target", "-exec.jar"), readyWord),
                quick(name, NodeJar.in(checkout + "/realtime/target", "-exec.jar"), readyWord),
                readyWord);
    }

    private static NodeJar quick(String name, NodeJar jar, String readyWord) {
        return jar.quick(name, learning -> {
            DatabaseProperties database = TestPostgres.freshDatabase();
            Database.open(database).close();
            NodeProcess.start(learning, readyWord, database).closeWithin(LEARN_SECONDS);
        });
    }

    /** Starts an api node on {@code database}, with {@code properties} of its own, and waits until it is ready. */
    NodeProcess startApi(DatabaseProperties database, String... properties) {
        return NodeProcess.start(api, readyWord, database, properties);
    }

    /** Starts a realtime node on {@code database}, with {@code properties} of its own, and waits until it is ready. */
    NodeProcess startRealtime(DatabaseProperties database, String... properties) {
        return NodeProcess.start(realtime, readyWord, database, properties);
    }

    /** Brings the schema of {@code database} to that of this version, in a process of its own, as the chart's job does. */
    void migrate(DatabaseProperties database) {
        NodeJar migrations = api.running("live.devhooks.migrations.MigrationsApplication");
        try {
            Path log = Files.createDirectories(Path.of("target/test-log")).resolve("migrations.log");
            Process process = new ProcessBuilder(migrations.command(NodeProcess.on(database)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(MIGRATION_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).as("exit code of the migrations").isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
