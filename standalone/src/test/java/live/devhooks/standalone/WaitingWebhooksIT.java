package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Webhooks that wait, for their commit or for what their senders have yet to send, keep nobody else waiting. */
class WaitingWebhooksIT extends EventJourney {

    private static final int MOST_THREADS = 200;
    private static final int MANY = 300;

    private static final String ACCEPTED = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";

    @Autowired
    private MeterRegistry registry;

    @Test
    void thoseOfASourceThatSomebodyHoldsLeaveTheOthersTheirThreads() throws Exception {
        Merchant other = Merchant.signUp(base());
        URI otherUrl = other.createSource("payment-flow");
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        try (Connection blocker = database();
                Statement statement = blocker.createStatement()) {
            merchant.callback(callbackUrl, "{\"number\":0}");
            blocker.setAutoCommit(false);
            statement.execute(
                    "select 1 from devhooks.source_position p join devhooks.ingest_key k using (source_id) where k.key = '"
                            + lastSegment(callbackUrl) + "' for update of p");
            for (int number = 1; number <= MANY; number++) {
                waiting.add(
                        client.sendAsync(request("{\"number\":" + number + "}"), HttpResponse.BodyHandlers.ofString()));
            }

            await().until(() -> gauge("devhooks.ingest.waiting") + gauge("devhooks.ingest.held") > MOST_THREADS);
            assertThat(other.callback(otherUrl, "{}").statusCode()).isEqualTo(200);
            assertThat(other.get("/v1/sources").statusCode()).isEqualTo(200);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            blocker.rollback();
            for (CompletableFuture<HttpResponse<String>> answer : waiting) {
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aBodyThatComesLaterIsTakenWhole() throws IOException {
        try (Socket slow = open()) {
            send(slow, head("content-length: 14\r\n") + "{\"slow\":");
            assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);
            send(slow, "\"yes\"}");

            assertThat(answer(slow)).startsWith("HTTP/1.1 200").endsWith(ACCEPTED);
        }
        assertThat(merchant.get(EVENTS).body()).contains("{\"slow\":\"yes\"}");
    }

    @Test
    void aBodyInChunksIsTakenWhole() throws IOException {
        try (Socket chunked = open()) {
            send(chunked, head("transfer-encoding: chunked\r\n") + "8\r\n{\"slow\":\r\n6\r\n\"yes\"}\r\n0\r\n\r\n");

            assertThat(answer(chunked)).startsWith("HTTP/1.1 200").endsWith(ACCEPTED);
        }
    }

    @Test
    void whoAsksFirstWhetherToSendTheBodyIsToldSo() throws IOException {
        try (Socket careful = open()) {
            send(careful, head("content-length: 2\r\nexpect: 100-continue\r\n"));
            assertThat(answer(careful)).startsWith("HTTP/1.1 100");
            send(careful, "{}");

            assertThat(answer(careful)).startsWith("HTTP/1.1 200").endsWith(ACCEPTED);
        }
    }

    @Test
    void whatComesBehindEachOtherOnAConnectionIsAnsweredInThatOrder() throws IOException {
        try (Socket pipelined = open()) {
            String first = head("content-length: 5\r\n") + "[\"1\"]";
            String second = "GET /v1/sources HTTP/1.1\r\nHost: a\r\n\r\n";
            String third = head("content-length: 5\r\n") + "[\"2\"]";
            send(pipelined, first + second + third);

            assertThat(answer(pipelined)).startsWith("HTTP/1.1 200").endsWith(ACCEPTED);
            assertThat(answer(pipelined)).startsWith("HTTP/1.1 401");
            assertThat(answer(pipelined)).startsWith("HTTP/1.1 200").endsWith(ACCEPTED);
        }
    }

    @Test
    void whoGoesAwayInTheMiddleOfABodyIsForgotten() throws IOException {
        try (Socket gone = open()) {
            send(gone, head("content-length: 100\r\n") + "{");
        }

        assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);
        assertThat(seqs(list(""))).hasSize(1);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(callbackUrl)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(base().getHost(), base().getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        return socket;
    }

    private String head(String headers) {
        return "POST " + callbackUrl.getPath() + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** One answer: its headers, and as much as these say that follows. */
    private static String answer(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            assertThat(next).as("after %s", head).isNotNegative();
            head.write(next);
        }
        String headers = head.toString(StandardCharsets.US_ASCII);
        int length = headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
        return headers + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String lastSegment(URI url) {
        return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }
}
