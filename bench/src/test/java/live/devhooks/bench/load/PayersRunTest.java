package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayersRunTest {

    private static final long INTERVAL_MILLIS = 200;
    private static final int PAYMENTS = 20;

    private final Set<String> webhooks = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> questions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer shop;

    @BeforeEach
    void startShop() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.setExecutor(threads);
        shop.createContext("/payments", this::answer);
        shop.start();
    }

    @AfterEach
    void stopShop() {
        shop.stop(0);
        threads.shutdownNow();
    }

    @Test
    void letsEachPayerAskUntilItsPaymentIsThere() throws IOException {
        PayersResult result = new PayersRun(order("/payments"), new UniqueNumbers()).run();

        assertThat(result.payments()).isEqualTo(PAYMENTS);
        assertThat(webhooks).hasSize(PAYMENTS).isEqualTo(questions.keySet());
        assertThat(result.questions())
                .isEqualTo(
                        questions.values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(2 * PAYMENTS - 1);
    }

    @Test
    void countsFromTheWebhookUntilThePayerKnows() throws IOException {
        PayersResult result = new PayersRun(order("/payments"), new UniqueNumbers()).run();

        // Asked at any moment of an interval, evenly: the seed is always the same.
        assertThat(result.latency().p50()).isBetween(0.2 * INTERVAL_MILLIS, 0.8 * INTERVAL_MILLIS);
        assertThat(result.latency().max()).isGreaterThan(0.5 * INTERVAL_MILLIS);
    }

    @Test
    void failsWhereAWebhookIsNotTaken() {
        assertThatThrownBy(() -> new PayersRun(order("/elsewhere"), new UniqueNumbers()).run())
                .hasMessageContaining("404");
    }

    private PayersOrder order(String path) {
        URI base = URI.create("http://127.0.0.1:" + shop.getAddress().getPort());
        String body = "{\"name\":\"p_" + LoadOrder.UNIQUE + "\"}";
        return new PayersOrder(base, path, body, "p_", 4, 100, INTERVAL_MILLIS, 10L * PAYMENTS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            webhooks.add(text.substring(9, text.length() - 2));
            reply(exchange, 200);
        } else {
            String name = exchange.getRequestURI().getPath().substring("/payments/".length());
            questions.merge(name, 1, Integer::sum);
            reply(exchange, webhooks.contains(name) ? 200 : 404);
        }
    }

    private static void reply(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{}".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
