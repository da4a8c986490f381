package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams as Server-Sent Events. */
class SseIT extends Journey {

    private static final int MANY = 3_000;

    private Merchant merchant;
    private URI callbackUrl;
    private String secret;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
        secret = merchant.createSecret("payment-flow");
    }

    @Test
    void aSourceStreamStartsLive() {
        post("order-1", "{\"n\":1}");

        try (SseTestClient client = open("", secret, Map.of())) {
            SseTestClient.Received live = client.next();
            assertThat(live.type()).isEqualTo("live");
            assertThat(live.data()).contains("\"replayGap\":false").contains(live.id());
            post("order-1", "{\"n\":2}");

            SseTestClient.Received event = client.next();
            assertThat(event.type()).isEqualTo("message");
            assertThat(event.data()).contains("\"id\":\"" + event.id() + "\"").endsWith("\"payload\":{\"n\":2}}");
        }
    }

    @Test
    void aReaderContinuesAfterTheLastEventThatItHad() {
        String had;
        try (SseTestClient client = open("", secret, Map.of())) {
            client.next();
            post("order-1", "{\"n\":1}");
            had = client.next().id();
        }
        post("order-1", "{\"n\":2}");
        String token = merchant.token("payment-flow", secret).value();

        try (SseTestClient client = open("", token, Map.of("last-event-id", had))) {
            assertThat(client.next().data()).endsWith("\"payload\":{\"n\":2}}");
            assertThat(client.next().type()).isEqualTo("live");
        }
        try (SseTestClient client = open("", token, Map.of("last-event-id", "never-was"))) {
            assertThat(client.next().data()).endsWith("\"payload\":{\"n\":1}}");
            client.next();
            assertThat(client.next().data()).contains("\"replayGap\":true");
        }
    }

    @Test
    void aSessionStreamStartsWithAllThatTheSessionHasHad() {
        post("order-1", "{\"n\":1}");
        post("order-2", "{\"n\":2}");

        try (SseTestClient client = open("?session=order-1", secret, Map.of())) {
            assertThat(client.next().data()).endsWith("\"payload\":{\"n\":1}}");
            assertThat(client.next().type()).isEqualTo("live");
        }
        try (SseTestClient client = open("?session=order-1&replay=none", secret, Map.of())) {
            assertThat(client.next().type()).isEqualTo("live");
        }
    }

    @Test
    void aSessionSecretOpensItsSessionInThePayersViewAndNoOther() {
        post("order-1", "{\"n\":1}");
        String ofSession =
                merchant.createSession("payment-flow", "order-1").get("secret").asString();

        try (SseTestClient client = open("", ofSession, Map.of())) {
            assertThat(client.next().data()).contains("order-1").doesNotContain("payload");
        }
        isProblem(refused("?session=order-2", "Bearer " + ofSession), 403, "access-denied");
    }

    @Test
    void aLongReplayComesWholeAndInOrderToAReaderThatTakesItsTime() {
        IntStream.range(0, MANY)
                .forEach(n -> post("order-1", "{\"n\":%d,\"text\":\"%s\"}".formatted(n, "x".repeat(500))));

        try (SseTestClient client = open("?replay=all", secret, Map.of())) {
            for (int n = 0; n < MANY; n++) {
                SseTestClient.Received event = client.next();
                assertThat(event.data()).contains("\"seq\":" + (n + 1) + ",").contains("\"n\":" + n + ",");
            }
            assertThat(client.next().type()).isEqualTo("live");
        }
    }

    @Test
    void aBodyOfManyLinesIsOneEvent() {
        post("order-1", "{\r\n\"n\":\n[1,\r2]}");

        try (SseTestClient client = open("?replay=all", secret, Map.of())) {
            String data = client.next().data();
            assertThat(Merchant.JSON.readTree(data).at("/payload/n/1").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aRevokedSecretEndsTheStreamAndSaysSo() {
        try (SseTestClient client = open("", secret, Map.of())) {
            client.next();
            Merchant.JSON
                    .readTree(merchant.get("/v1/sources/payment-flow/secrets").body())
                    .get("secrets")
                    .forEach(one -> merchant.delete(
                            "/v1/sources/payment-flow/secrets/" + one.get("id").asString()));

            SseTestClient.Received error = client.next();
            assertThat(error.type()).isEqualTo("error");
            assertThat(error.data()).contains("\"code\":\"secret-revoked\"");
            assertThat(client.next().type()).isEqualTo("end");
        }
    }

    @Test
    void anyPageMayRead() throws Exception {
        try (SseTestClient client = open("", secret, Map.of("origin", "https://shop.example.com"))) {
            assertThat(client.response().headers().firstValue("access-control-allow-origin"))
                    .contains("*");
        }
        HttpResponse<String> preflight = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stream(""))
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .header("origin", "https://shop.example.com")
                                .header("access-control-request-method", "GET")
                                .header("access-control-request-headers", "authorization,last-event-id")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElse(""))
                .contains("last-event-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer sk_no", "Bearer nonsense", "Basic abc", "Bearer "})
    void whoShowsNothingThatOpensItIsRefused(String authorization) {
        HttpResponse<String> answer = refused("", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void anothersStreamIsRefused() {
        Merchant other = Merchant.signUp(base());
        other.createSource("their-flow");

        isProblem(
                refusedAt(
                        "/v1/sources/their-flow/stream",
                        merchant.token("payment-flow", secret).value()),
                403,
                "access-denied");
        isProblem(
                refusedAt(
                        "/v1/sources/nobodys/stream",
                        merchant.token("payment-flow", secret).value()),
                403,
                "access-denied");
        isProblem(refusedAt("/v1/sources/their-flow/stream", secret), 401, "invalid-secret");
        isProblem(refused("?replay=some", "Bearer " + secret), 400, "bad-request");
        isProblem(refused("?session=%20", "Bearer " + secret), 400, "bad-request");
    }

    private SseTestClient open(String query, String shown, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("authorization", "Bearer " + shown);
        return SseTestClient.open(stream(query), all);
    }

    private URI stream(String query) {
        return base().resolve("/v1/sources/payment-flow/stream" + query);
    }

    private HttpResponse<String> refused(String query, String authorization) {
        return get(stream(query), authorization);
    }

    private HttpResponse<String> refusedAt(String path, String shown) {
        return get(base().resolve(path), "Bearer " + shown);
    }

    private static HttpResponse<String> get(URI url, String authorization) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url)
                                    .header("authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(String session, String body) {
        assertThat(merchant.callback(URI.create(callbackUrl + "/" + session), body)
                        .statusCode())
                .isEqualTo(200);
    }
}
