package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is refused, and how: never with a stack, never with a hint at what belongs to others. */
class RefusalsIT extends Journey {

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
    void aWrongSecretGetsNoToken() {
        isProblem(merchant.exchange("payment-flow", "sk_wrong"), 401, "invalid-secret");
        isProblem(merchant.exchange("another-source", secret), 401, "invalid-secret");
    }

    @Test
    void aRevokedSecretGetsNoToken() {
        JsonNode listed = Merchant.JSON.readTree(
                merchant.get("/v1/sources/payment-flow/secrets").body());
        String id = listed.at("/secrets/0/id").asString();
        assertThat(listed.toString()).doesNotContain(secret);

        assertThat(merchant.delete("/v1/sources/payment-flow/secrets/" + id).statusCode())
                .isEqualTo(204);

        isProblem(merchant.exchange("payment-flow", secret), 401, "invalid-secret");
    }

    @Test
    void anUnknownIngestKeyIsNotFound() {
        isProblem(
                merchant.callback(base().resolve("/in/0123456789bcdfghjknpqrstvwxy"), "{}"), 404, "unknown-ingest-key");
    }

    @Test
    void aBodyOf300KiBIsTooLarge() {
        isProblem(merchant.callback(callbackUrl, "x".repeat(300 * 1024)), 413, "body-too-large");
    }

    @Test
    void aBodyOf256KiBIsTaken() {
        assertThat(merchant.callback(callbackUrl, "x".repeat(256 * 1024)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void webhooksComeByPostOnly(String method) {
        HttpResponse<String> answer =
                merchant.send(HttpRequest.newBuilder(callbackUrl).method(method, HttpRequest.BodyPublishers.noBody()));

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void aPausedSourceTakesNothingUntilItIsResumed() {
        assertThat(merchant.patch("/v1/sources/payment-flow", "{\"paused\":true}")
                        .statusCode())
                .isEqualTo(200);
        isProblem(merchant.callback(callbackUrl, "{}"), 409, "source-paused");

        merchant.patch("/v1/sources/payment-flow", "{\"paused\":false}");

        await().untilAsserted(() ->
                assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200));
    }

    @Test
    void withoutSigningInThereIsNothingToSee() {
        Merchant stranger = Merchant.signUp(base());
        assertThat(stranger.delete("/v1/session").statusCode()).isEqualTo(204);

        isProblem(stranger.get("/v1/sources"), 401, "not-authenticated");
        assertThat(stranger.signIn().statusCode()).isEqualTo(200);
        assertThat(stranger.get("/v1/sources").statusCode()).isEqualTo(200);
    }

    @Test
    void whatBelongsToAnotherAccountDoesNotExist() {
        Merchant other = Merchant.signUp(base());

        isProblem(other.get("/v1/sources/payment-flow"), 404, "not-found");
        isProblem(other.post("/v1/sources/payment-flow/secrets", "{}"), 404, "not-found");
        assertThat(other.get("/v1/sources").body()).isEqualTo("{\"sources\":[]}");
    }

    @Test
    void aChangeWithoutTheCsrfTokenIsRefused() {
        isProblem(
                merchant.send(HttpRequest.newBuilder(base().resolve("/v1/sources"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"source\":\"other\"}"))),
                403,
                "csrf-token-missing");
    }

    @Test
    void aBadFieldIsNamed() {
        HttpResponse<String> answer = merchant.post("/v1/sources", "{\"source\":\"Payment Flow\"}");

        isProblem(answer, 400, "invalid-field");
        assertThat(Merchant.JSON.readTree(answer.body()).at("/errors/0/field").asString())
                .isEqualTo("source");
        isProblem(merchant.post("/v1/sources", "{\"source\":\"a\",\"colour\":1}"), 400, "invalid-field");
        isProblem(merchant.post("/v1/sources", "{"), 400, "bad-request");
        isProblem(merchant.post("/v1/sources", "{\"source\":\"payment-flow\"}"), 409, "source-exists");
    }

    @Test
    void whatPostgresOrBcryptCannotTakeIsABadField() {
        isProblem(merchant.post("/v1/sources", "{\"source\":\"a\",\"name\":\"\\u0000\"}"), 400, "invalid-field");
        isProblem(merchant.exchange("payment\\u0000flow", secret), 400, "invalid-field");
        isProblem(
                merchant.post("/v1/accounts", "{\"email\":\"x@example.com\",\"password\":\"" + "ä".repeat(40) + "\"}"),
                400,
                "invalid-field");
    }

    @Test
    void aTokenForOneSourceDoesNotOpenAnother() {
        merchant.createSource("other-flow");
        Merchant.Token token = merchant.token("payment-flow", secret);

        for (String foreign : new String[] {"/topic/sources/other-flow", "/topic/sources/no-such-source"}) {
            try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
                client.send("SUBSCRIBE", Map.of("id", "1", "destination", foreign), "");
                client.expectError("access-denied");
            }
        }
    }

    @Test
    void theSameSlugOfAnotherAccountIsAnotherStream() {
        Merchant other = Merchant.signUp(base());
        URI otherUrl = other.createSource("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", secret);

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());
            other.callback(otherUrl, "{\"of\":\"the other\"}");
            merchant.callback(callbackUrl, "{\"of\":\"mine\"}");

            assertThat(client.next().body()).contains("\"payload\":{\"of\":\"mine\"}");
        }
    }

    @Test
    void stompRefusesBadCredentials() {
        try (StompTestClient client = StompTestClient.open(stomp())) {
            client.send("CONNECT", Map.of("accept-version", "1.2", "authorization", "Bearer x.y.z"), "");
            client.expectError("invalid-token");
        }
        try (StompTestClient client = StompTestClient.open(stomp())) {
            client.send("CONNECT", Map.of("accept-version", "1.2", "login", "payment-flow", "passcode", "sk_no"), "");
            client.expectError("invalid-secret");
        }
        try (StompTestClient client = StompTestClient.open(stomp())) {
            client.send("CONNECT", Map.of("accept-version", "1.2"), "");
            client.expectError("not-authenticated");
        }
    }

    @Test
    void stompRefusesWhatItDoesNotDo() {
        refuses("bad-request", "SUBSCRIBE", Map.of("id", "1", "destination", stream(), "replay", "some"));
        refuses("bad-request", "SUBSCRIBE", Map.of("id", "1", "destination", "/queue/x"));
        refuses("not-supported", "SEND", Map.of("destination", stream()));
        refuses("not-supported", "BEGIN", Map.of("transaction", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\n\n\0", "SUBSCRIBE\nid:1\ndestination:/topic/sources/payment-flow\n\n\0"})
    void stompRefusesWhatComesBeforeAConnect(String frame) {
        try (StompTestClient client = StompTestClient.open(stomp())) {
            client.sendText(frame);
            client.expectError("bad-request");
        }
    }

    @Test
    void whoOpensAConnectionAndDoesNotConnectIsAskedToLeave() {
        try (StompTestClient client = StompTestClient.open(stomp())) {
            client.expectError("not-authenticated");
        }
    }

    @Test
    void anIdOfTheWrongFormIsNotFound() {
        isProblem(merchant.delete("/v1/sources/payment-flow/secrets/not-a-uuid"), 404, "not-found");
    }

    @Test
    void aRequestThatIsFarTooLongIsNotRead() {
        isProblem(merchant.post("/v1/session", "{\"email\":\"" + "x".repeat(1_000_000) + "\"}"), 413, "body-too-large");
    }

    private void refuses(String slug, String command, Map<String, String> headers) {
        Merchant.Token token = merchant.token("payment-flow", secret);
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.send(command, headers, "");
            client.expectError(slug);
        }
    }

    private static String stream() {
        return "/topic/sources/payment-flow";
    }
}
