package live.devhooks.fanout;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.devhooks.migrations.FreePorts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real nats-server on loopback, as a process that can be killed, held up and started again. {@code DEVHOOKS_NATS_SERVER} names the
 * executable where it is in no usual folder. Where there is none, tests that need one are skipped; where {@code CI} is {@code true} they fail.
 */
public final class TestNats implements AutoCloseable {

    private static final String VARIABLE = "DEVHOOKS_NATS_SERVER";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final int monitor;
    private final List<String> command = new ArrayList<>();

    @Nullable
    private Process process;

    private TestNats(int port, int monitor, List<String> arguments) {
        this.port = port;
        this.monitor = monitor;
        command.addAll(List.of(executable(), "-a", LOOPBACK, "-p", "" + port, "-m", "" + monitor));
        command.addAll(arguments);
    }

    /** One server, with more {@code arguments} of its own. */
    public static TestNats started(String... arguments) {
        TestNats nats = new TestNats(freePort(), freePort(), List.of(arguments));
        nats.start();
        return nats;
    }

    /** So many servers that know each other. */
    public static List<TestNats> cluster(int size) {
        List<Integer> routes = Stream.generate(TestNats::freePort).limit(size).toList();
        String all =
                routes.stream().map(route -> "nats://" + LOOPBACK + ":" + route).collect(Collectors.joining(","));
        List<TestNats> servers = new ArrayList<>();
        for (int route : routes) {
            servers.add(started(
                    "--cluster_name", "test", "--cluster", "nats://" + LOOPBACK + ":" + route, "--routes", all));
        }
        servers.forEach(server -> await().atMost(PATIENCE).until(() -> server.routes() >= size - 1));
        return servers;
    }

    /** An address at which nobody listens, until a server does that is started there. */
    static TestNats notStarted() {
        return new TestNats(freePort(), freePort(), List.of());
    }

    /** Where it is, for clients. */
    public String url() {
        return "nats://" + LOOPBACK + ":" + port;
    }

    /** Starts it, for the first time or again, at the same address. */
    public void start() {
        try {
            Path logs = Files.createDirectories(Path.of("target/test-log"));
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            logs.resolve("nats-" + port + ".log").toFile()))
                    .start();
            // Where the JVM of the tests is ended in the middle.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            process = started;
            await().atMost(PATIENCE).until(this::answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        Process killed = process;
        process = null;
        if (killed != null) {
            killed.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !killed.isAlive());
        }
    }

    /** It neither reads nor writes any more, and its connections stay. */
    void holdUp() throws Exception {
        signal("-STOP");
    }

    /** It goes on after {@link #holdUp()}. */
    void letGo() throws Exception {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) throws Exception {
        Process held = process;
        if (held == null
                || new ProcessBuilder("kill", signal, "" + held.pid()).start().waitFor() != 0) {
            throw new IllegalStateException("there is no server that " + signal + " could be sent to");
        }
    }

    private boolean answers() {
        Process started = process;
        if (started == null || !started.isAlive()) {
            throw new AssertionError("nats-server has ended: " + command);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'I';
        } catch (IOException notYet) {
            return false;
        }
    }

    /** How many clients are connected to it. */
    public int clients() {
        return figure("/connz", "num_connections");
    }

    private int routes() {
        return figure("/routez", "num_routes");
    }

    private int figure(String path, String name) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + monitor + path))
                    .build();
            String answer =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Integer.parseInt(answer.replaceAll("(?s).*\"" + name + "\": (\\d+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try {
            return FreePorts.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String executable() {
        Optional<String> found = Optional.ofNullable(System.getenv(VARIABLE)).or(TestNats::installed);
        String missing = "there is no nats-server to test with: install one, or name one in " + VARIABLE;
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    private static Optional<String> installed() {
        Stream<String> path =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"))
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
