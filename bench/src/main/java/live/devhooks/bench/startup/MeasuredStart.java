package live.devhooks.bench.startup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.devhooks.bench.stage.Pause;
import live.devhooks.bench.stage.ResidentMemory;
import live.devhooks.bench.stage.ServerProcess;

/**
 * A start of a node.
 *
 * @param millis from its command to the first answer that it is ready, which it gives when it has warmed up
 * @param memory what it keeps when it is at rest, in KiB
 */
record MeasuredStart(double millis, ResidentMemory memory) {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** By so much what is measured may be too long. */
    private static final long LOOK_MILLIS = 10;

    private static final double NANOS_PER_MILLI = 1e6;

    /** Starts {@code command}, and ends it when it has been measured. */
    static MeasuredStart of(String name, List<String> command, Path logs) throws IOException {
        int port = ServerProcess.freePort();
        long begin = System.nanoTime();
        try (ServerProcess node = start(name, command, port, logs)) {
            awaitReady(name, node, port, begin);
            double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            return new MeasuredStart(millis, ResidentMemory.atRest(node.handle()));
        }
    }

    /** Starts {@code command}, and ends it by SIGTERM as soon as it is ready; returns when it has ended by itself, however long that takes. */
    static void untilReady(String name, List<String> command, Path logs) throws IOException {
        int port = ServerProcess.freePort();
        try (ServerProcess node = start(name, command, port, logs)) {
            awaitReady(name, node, port, System.nanoTime());
            node.handle().destroy();
            node.handle().onExit().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(name + " did not end", e);
        }
    }

    private static ServerProcess start(String name, List<String> command, int port, Path logs) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.add("--management.server.port=" + port);
        return ServerProcess.start(name, whole, logs);
    }

    private static void awaitReady(String name, ServerProcess node, int port, long begin) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(ANSWER_TIMEOUT)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        while (!isReady(client, request)) {
            if (!node.handle().isAlive() || System.nanoTime() - begin > START_TIMEOUT.toNanos()) {
                throw new IOException(name + " did not get ready; its log says why");
            }
            Pause.of(LOOK_MILLIS, "a node was starting");
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while a node was starting");
        interrupted.initCause(e);
        return interrupted;
    }
}
