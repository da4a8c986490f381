package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadRunTest {

    private static final String BODY = "{\"id\":\"" + LoadOrder.UNIQUE + "\"}";

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void countsEachAnswerByItsStatus() throws IOException {
        answer(exchange -> reply(exchange, requests.getAndIncrement() % 2 == 0 ? 200 : 503));

        LoadResult result = run(4, 0, 300);

        assertThat(result.statuses()).containsOnlyKeys("200", "503");
        assertThat(result.statuses().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(requests.get());
        assertThat(result.ok()).isEqualTo((requests.get() + 1) / 2);
        assertThat(result.isAllOk()).isFalse();
        assertThat(result.isAll(200)).isFalse();
        assertThat(result.isAll(200, 503)).isTrue();
        assertThat(result.perSecond()).isPositive();
    }

    @Test
    void sendsEachBodyOnceOverConnectionsThatStayOpen() throws IOException {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Set<String> paths = ConcurrentHashMap.newKeySet();
        answer(exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            ports.add(exchange.getRemoteAddress().getPort());
            paths.add(exchange.getRequestURI().getPath());
            reply(exchange, 200);
        });

        LoadResult result = run(new LoadOrder(base(), List.of("/a", "/b"), BODY, 3, 0, 300));

        assertThat(result.isAllOk()).isTrue();
        assertThat(result.ok()).isEqualTo(bodies.size()).isGreaterThan(3);
        assertThat(bodies).doesNotHaveDuplicates().allMatch(body -> body.matches("\\{\"id\":\"\\d{16}\"}"));
        assertThat(ports).hasSize(3);
        assertThat(paths).containsExactlyInAnyOrder("/a", "/b");
    }

    @Test
    void countsLatencyFromWhenARequestWasDue() throws IOException {
        answer(exchange -> {
            if (requests.getAndIncrement() == 0) {
                stallFor(300);
            }
            reply(exchange, 200);
        });

        LoadResult result = run(1, 100, 300);

        assertThat(result.ok()).isEqualTo(30);
        assertThat(result.latency().p50()).isGreaterThan(100);
        assertThat(result.latency().max()).isGreaterThan(290);
    }

    @Test
    void countsTheWaitingOfRequestsThatCouldNotBeSent() {
        Pace.Open pace = new Pace.Open(0, TimeUnit.MILLISECONDS.toNanos(100), 100);
        Tally tally = new Tally();
        long now = TimeUnit.MILLISECONDS.toNanos(1_000);
        while (pace.isDue(now)) {
            tally.unsent(now - pace.take(now));
        }

        LoadResult result = tally.result(0, 0.1, 0);

        assertThat(result.unsent()).isEqualTo(10);
        assertThat(result.latency().p50()).isBetween(900.0, 1_000.0);
        assertThat(result.isAllOk()).isFalse();
    }

    @Test
    void opensAConnectionAgainThatTheServerEndsAfterItsAnswer() throws IOException {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            requests.incrementAndGet();
            reply(exchange, 200);
        });

        LoadResult result = run(2, 50, 200);

        assertThat(result.isAllOk()).isTrue();
        assertThat(result.ok()).isEqualTo(requests.get()).isEqualTo(10);
    }

    @Test
    void countsRequestsWhoseConnectionEndsBeforeTheirAnswer() throws IOException {
        answer(exchange -> {
            if (requests.getAndIncrement() == 3) {
                exchange.close();
            } else {
                reply(exchange, 200);
            }
        });

        LoadResult result = run(1, 50, 200);

        assertThat(result.broken()).isEqualTo(1);
        assertThat(result.ok()).isEqualTo(9);
    }

    @Test
    void endsEarlyWhereItIsTold() throws Exception {
        answer(exchange -> {
            requests.incrementAndGet();
            reply(exchange, 200);
        });
        LoadRun run = new LoadRun(order(2, 50, 60_000), new UniqueNumbers());
        FutureTask<LoadResult> result = new FutureTask<>(run::run);
        threads.execute(result);
        await().until(() -> requests.get() > 5);

        run.stop();

        LoadResult ended = result.get(10, TimeUnit.SECONDS);
        assertThat(ended.isAllOk()).isTrue();
        assertThat(ended.ok()).isEqualTo(requests.get());
        assertThat(ended.seconds()).isLessThan(30);
    }

    @Test
    void talksToNoOtherMachine() {
        LoadOrder order = new LoadOrder(URI.create("http://192.0.2.1:80"), List.of("/"), BODY, 1, 0, 100);

        assertThatThrownBy(() -> new LoadRun(order, new UniqueNumbers()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("loopback");
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", handler);
    }

    private static void reply(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = "{}".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void stallFor(long millis) {
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private LoadResult run(int connections, double perSecond, long millis) throws IOException {
        return run(order(connections, perSecond, millis));
    }

    private LoadResult run(LoadOrder order) throws IOException {
        return new LoadRun(order, new UniqueNumbers()).run();
    }

    private LoadOrder order(int connections, double perSecond, long millis) {
        return new LoadOrder(base(), List.of("/"), BODY, connections, perSecond, millis);
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
