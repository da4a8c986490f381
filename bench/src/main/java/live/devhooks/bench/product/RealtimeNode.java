package live.devhooks.bench.product;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/** A realtime node as a process of its own, on the database of a {@link Product}. */
public final class RealtimeNode implements AutoCloseable {

    /** Given to realtime nodes beside those that every server of a benchmark has, for a profile for example. */
    public static final String JAVA_OPTIONS = "DEVHOOKS_BENCH_REALTIME_JAVA_OPTS";

    /** A collector that gives back what it does not need, so that what is resident is what is used. */
    public static final List<String> FRUGAL =
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    private final ServerProcess process;

    private RealtimeNode(ServerProcess process) {
        this.process = process;
    }

    /** Starts the executable jar. It has to be awaited. */
    public static RealtimeNode start(
            String name, Workplace place, Postgres postgres, String database, List<String> options) throws IOException {
        List<String> arguments = List.of(
                "--devhooks.database.url=" + postgres.url(database),
                "--devhooks.database.username=" + Postgres.USER,
                "--management.server.port=0",
                // Readers of a benchmark say nothing while others are measured.
                "--devhooks.stomp.idle-timeout=1h");
        return new RealtimeNode(
                ServerProcess.start(name, JavaCommand.of(place.jar("realtime"), options, arguments), place.logs()));
    }

    /** {@code options}, and what the environment gives. */
    public static List<String> javaOptions(List<String> options) {
        List<String> all = new ArrayList<>(options);
        Pattern.compile(" ")
                .splitAsStream(System.getenv().getOrDefault(JAVA_OPTIONS, ""))
                .filter(option -> !option.isEmpty())
                .forEach(all::add);
        return all;
    }

    /** Returns when it takes connections. */
    public RealtimeNode awaitReady() throws IOException {
        process.awaitReady();
        return this;
    }

    /** Where it takes connections. */
    public URI base() {
        return process.base();
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.handle();
    }

    /** Ends it at once. */
    public void kill() throws IOException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
