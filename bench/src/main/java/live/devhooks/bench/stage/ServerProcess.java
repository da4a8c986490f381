package live.devhooks.bench.stage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server as a process of its own, on loopback. It ends with this process, if not before. */
public final class ServerProcess implements AutoCloseable {

    /** What each JVM of a server is given, so that none has an advantage. */
    public static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:+UseParallelGC");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 100;

    /** Below 32,768, where those begin that the system gives to clients, and to servers that ask for any. */
    private static final int FIRST_PORT = 28_500;

    private static final int PORTS = 4_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private final String name;
    private final Process process;
    private final int port;
    private final Thread hook;

    private ServerProcess(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.hook = new Thread(this::destroyAll, "end of " + name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts {@code command}, which is told its port by one more argument, and does not wait for it: see {@link #awaitReady}.
     *
     * @param name of its log
     */
    public static ServerProcess start(String name, List<String> command, Path logs) throws IOException {
        int port = freePort();
        List<String> whole = new ArrayList<>(command);
        whole.add("--server.port=" + port);
        return start(name, whole, Map.of(), port, logs);
    }

    /** Starts {@code command}, which knows already that {@code port} is its own, in this environment and more. */
    public static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, int port, Path logs)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(name, builder.start(), port);
    }

    /** Returns when it takes connections. */
    public ServerProcess awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!takesConnections()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException(name + " did not start; its log says why");
            }
            Pause.of(LOOK_MILLIS, "a server was starting");
        }
        return this;
    }

    /** Where it takes requests. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it at once, as the system does that runs out of memory, or a machine without power. */
    public void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a server was killed");
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** What it has started would live on. */
    private void destroyAll() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A port that nobody has, and that the system gives to nobody else before its server listens. Each is given out once. */
    public static int freePort() throws IOException {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free from " + FIRST_PORT + " on");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
