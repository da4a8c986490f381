package live.devhooks.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.FreePorts;

/** One of the executable jars as a process of its own, which can be killed. */
final class NodeProcess implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CountDownLatch readyOrEnded = new CountDownLatch(1);
    private volatile boolean ready;

    private NodeProcess(String readyWord, List<String> command) throws IOException {
        this.port = FreePorts.next();
        this.managementPort = FreePorts.next();
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--server.port=" + port, "--management.server.port=" + managementPort));
        this.process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        // Of a test that is ended, or whose other processes did not start.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(() -> read(readyWord), "output of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Everything in one process, with a PostgreSQL of its own in {@code data}, and {@code properties} of its own. */
    static NodeProcess standalone(Path data, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--devhooks.data=" + data));
        arguments.addAll(List.of(properties));
        return start(
                "Devhooks Sync is ready", NodeJar.in("target", "devhooks.jar").command(arguments));
    }

    /** An api node on {@code database}, which tells its clients of {@code streams}. */
    static NodeProcess api(DatabaseProperties database, NodeProcess streams) {
        return api(database, "--devhooks.stream-url=ws://localhost:" + streams.port + "/stomp");
    }

    /** An api node on {@code database}, with {@code properties} of its own. */
    static NodeProcess api(DatabaseProperties database, String... properties) {
        return NodeVersion.current().startApi(database, properties);
    }

    /** A realtime node on {@code database}, with {@code properties} of its own. */
    static NodeProcess realtime(DatabaseProperties database, String... properties) {
        return NodeVersion.current().startRealtime(database, properties);
    }

    /** What {@code jar} runs, on {@code database} and with {@code properties} of its own; it is ready when it logs {@code readyWord}. */
    static NodeProcess start(NodeJar jar, String readyWord, DatabaseProperties database, String... properties) {
        List<String> arguments = new ArrayList<>(on(database));
        arguments.addAll(List.of(properties));
        return start(readyWord, jar.command(arguments));
    }

    /** A node of an image on {@code database}, whose JVM is given {@code options} as well. */
    static NodeProcess of(LaidOutImage image, DatabaseProperties database, String... options) {
        try {
            return start("warmed up", image.command(List.of(options), on(database)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    /** Where operators look. */
    URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /** How many lines it has logged with all of these words. */
    long said(String... words) {
        return output.stream()
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .count();
    }

    /** Bytes of its heap that are in use, after a collection of all that is not. */
    long liveBytes() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> line.trim().split("\\s+"))
                    .mapToLong(columns -> Long.parseLong(columns[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no total in the histogram of the heap"));
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_SECONDS);
    }

    @Override
    public void close() {
        closeWithin(STOP_SECONDS);
    }

    /** Ends one that may take longer than others. */
    void closeWithin(long seconds) {
        process.destroy();
        awaitEnd(seconds);
    }

    private void awaitEnd(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process did not end in " + seconds + " s:\n" + String.join("\n", output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NodeProcess start(String readyWord, List<String> command) {
        try {
            NodeProcess node = new NodeProcess(readyWord, command);
            node.awaitReady();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            if (!readyOrEnded.await(START_SECONDS, TimeUnit.SECONDS) || !ready) {
                process.destroyForcibly();
                throw new AssertionError("the process did not get ready:\n" + String.join("\n", output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String readyWord) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintStream log = log()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                log.println(line);
                if (line.contains(readyWord)) {
                    ready = true;
                    readyOrEnded.countDown();
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        } finally {
            readyOrEnded.countDown();
        }
    }

    /** Beside that of the tests, of which {@code ./devhooks test} looks whether it holds secrets. */
    private PrintStream log() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/test-log"));
        return new PrintStream(
                folder.resolve("process-" + process.pid() + ".log").toFile(), StandardCharsets.UTF_8);
    }

    /** The arguments that name {@code database}. */
    static List<String> on(DatabaseProperties database) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--devhooks.database.url=" + database.url());
        if (database.username() != null) {
            arguments.add("--devhooks.database.username=" + database.username());
        }
        if (database.password() != null) {
            arguments.add("--devhooks.database.password=" + database.password());
        }
        return arguments;
    }
}
