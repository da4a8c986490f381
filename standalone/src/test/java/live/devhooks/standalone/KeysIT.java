package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is shown instead of signing in: account keys, source secrets, session secrets. */
class KeysIT extends Journey {

    private Merchant merchant;
    private URI callbackUrl;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @Test
    void anAccountKeyDoesAllWithoutACookieOrACsrfToken() {
        Merchant automaton = Merchant.showing(base(), merchant.createKey());

        automaton.createSource("other-flow");
        assertThat(text(automaton.get("/v1/account"), 200, "/email")).isEqualTo(merchant.email());
        assertThat(json(merchant.get("/v1/sources"), 200).get("sources")).hasSize(2);
        assertThat(automaton.delete("/v1/sources/other-flow").statusCode()).isEqualTo(204);
    }

    @Test
    void aKeyIsShownOnceAndItsUseIsNoted() {
        String key = merchant.createKey();
        JsonNode before = json(merchant.get("/v1/account/keys"), 200);
        Merchant.showing(base(), key).get("/v1/account");

        JsonNode after = json(merchant.get("/v1/account/keys"), 200);

        assertThat(before.at("/keys/0/prefix").asString()).isEqualTo(key.substring(0, 9));
        assertThat(before.toString()).doesNotContain(key);
        assertThat(before.at("/keys/0/lastUsedAt").isMissingNode()).isTrue();
        assertThat(after.at("/keys/0/lastUsedAt").asString()).isNotBlank();
    }

    @Test
    void aRevokedKeyOpensNothing() {
        String key = merchant.createKey();
        String id = text(merchant.get("/v1/account/keys"), 200, "/keys/0/id");

        assertThat(merchant.delete("/v1/account/keys/" + id).statusCode()).isEqualTo(204);

        isProblem(Merchant.showing(base(), key).get("/v1/account"), 401, "invalid-key");
        isProblem(merchant.delete("/v1/account/keys/" + id), 404, "not-found");
    }

    @Test
    void aSourceSecretMakesSessionsOfItsSourceAndDoesNothingElse() {
        merchant.createSource("other-flow");
        Merchant server = Merchant.showing(base(), merchant.createSecret("payment-flow"));

        assertThat(server.createSession("payment-flow", "order-1")
                        .get("session")
                        .asString())
                .isEqualTo("order-1");
        isProblem(server.post("/v1/sources/other-flow/sessions", "{}"), 404, "not-found");
        isProblem(server.post("/v1/sources/no-such-flow/sessions", "{}"), 404, "not-found");
        isProblem(server.get("/v1/sources"), 403, "access-denied");
        isProblem(server.get("/v1/account"), 403, "access-denied");
    }

    @Test
    void theUseOfASourceSecretIsNoted() {
        String secret = merchant.createSecret("payment-flow");
        merchant.token("payment-flow", secret);

        assertThat(text(merchant.get("/v1/sources/payment-flow/secrets"), 200, "/secrets/0/lastUsedAt"))
                .isNotBlank();
    }

    @Test
    void aSessionSecretOpensItsSessionOnly() {
        JsonNode session = merchant.createSession("payment-flow", "order-1");
        String secret = session.get("secret").asString();
        Merchant.Token token = merchant.token("payment-flow", secret);

        assertThat(token.destination()).isEqualTo("/topic/sources/payment-flow/sessions/order-1");
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());
            merchant.callback(URI.create(session.get("callbackUrl").asString()), "{\"n\":1}");
            assertThat(client.next().body()).contains("\"session\":\"order-1\"");
        }
        for (String foreign : new String[] {"", "/sessions/order-2"}) {
            try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
                client.send("SUBSCRIBE", Map.of("id", "1", "destination", "/topic/sources/payment-flow" + foreign), "");
                client.expectError("access-denied");
            }
        }
        isProblem(Merchant.showing(base(), secret).get("/v1/account"), 403, "access-denied");
    }

    @Test
    void aSessionWithoutANameGetsOne() {
        JsonNode session = json(merchant.post("/v1/sources/payment-flow/sessions", "{}"), 201);

        assertThat(session.get("session").asString()).hasSizeGreaterThan(20);
        assertThat(session.get("callbackUrl").asString())
                .isEqualTo(callbackUrl + "/" + session.get("session").asString());
    }

    @Test
    void aSessionsSecretsAreRevokedTogether() {
        String secret =
                merchant.createSession("payment-flow", "order-1").get("secret").asString();

        assertThat(merchant.delete("/v1/sources/payment-flow/sessions/order-1").statusCode())
                .isEqualTo(204);

        isProblem(merchant.exchange("payment-flow", secret), 401, "invalid-secret");
        isProblem(merchant.delete("/v1/sources/payment-flow/sessions/order-1"), 404, "not-found");
    }

    @Test
    void aReplacedIngestKeyWorksOnForTheStatedTime() {
        JsonNode source = json(merchant.post("/v1/sources/payment-flow/ingest-key", "{}"), 200);

        URI replacement = URI.create(source.get("callbackUrl").asString());
        assertThat(replacement).isNotEqualTo(callbackUrl);
        assertThat(source.at("/replacedCallbackUrls/0/callbackUrl").asString()).isEqualTo(callbackUrl.toString());
        assertThat(merchant.callback(replacement, "{}").statusCode()).isEqualTo(200);
        assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);

        merchant.post("/v1/sources/payment-flow/ingest-key", "{\"overlapSeconds\":0}");
        await().untilAsserted(() -> isProblem(merchant.callback(replacement, "{}"), 404, "unknown-ingest-key"));
        assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aSourceHasAtMostFiveCallbackUrlsThatWork() {
        for (int replaced = 0; replaced < 4; replaced++) {
            merchant.post("/v1/sources/payment-flow/ingest-key", "{}");
        }

        isProblem(merchant.post("/v1/sources/payment-flow/ingest-key", "{}"), 409, "too-many");
    }

    @Test
    void settingsAreKeptAndCleared() {
        String all = """
                {"name":"Till","sessionPointer":"/data/ref","allowedAddresses":["safaricom","10.0.0.0/8"],"burst":50,"wholeEvents":true}
                """;
        JsonNode set = json(merchant.patch("/v1/sources/payment-flow", all), 200);
        JsonNode cleared = json(
                merchant.patch(
                        "/v1/sources/payment-flow",
                        "{\"sessionPointer\":\"\",\"allowedAddresses\":[],\"burst\":0,\"wholeEvents\":false}"),
                200);

        assertThat(set.get("name").asString()).isEqualTo("Till");
        assertThat(set.get("sessionPointer").asString()).isEqualTo("/data/ref");
        assertThat(set.get("allowedAddresses").toString()).isEqualTo("[\"safaricom\",\"10.0.0.0/8\"]");
        assertThat(set.get("burst").asInt()).isEqualTo(50);
        assertThat(cleared.get("name").asString()).isEqualTo("Till");
        assertThat(cleared.has("sessionPointer")).isFalse();
        assertThat(cleared.has("burst")).isFalse();
        assertThat(cleared.get("allowedAddresses")).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAndChangeNothing() {
        isField("sessionPointer", "{\"name\":\"x\",\"sessionPointer\":\"data\"}");
        isField("allowedAddresses[0]", "{\"name\":\"x\",\"allowedAddresses\":[\"everywhere\"]}");
        isField("allowedAddresses[1]", "{\"name\":\"x\",\"allowedAddresses\":[\"safaricom\",\"10.0.0.0/99\"]}");
        isField("burst", "{\"name\":\"x\",\"burst\":10001}");

        assertThat(text(merchant.get("/v1/sources/payment-flow"), 200, "/name")).isEqualTo("payment-flow");
    }

    @Test
    void ofTwoWhoChangeASourceAtOnceNeitherUndoesTheOther() throws Exception {
        Merchant automaton = Merchant.showing(base(), merchant.createKey());
        for (int round = 0; round < 10; round++) {
            String name = "n" + round;
            automaton.patch("/v1/sources/payment-flow", "{\"paused\":false}");

            List<HttpResponse<String>> answers = atOnce(
                    2,
                    which -> automaton.patch(
                            "/v1/sources/payment-flow",
                            which == 0 ? "{\"paused\":true}" : "{\"name\":\"%s\"}".formatted(name)));

            assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
            JsonNode source = json(automaton.get("/v1/sources/payment-flow"), 200);
            assertThat(source.get("paused").asBoolean()).isTrue();
            assertThat(source.get("name").asString()).isEqualTo(name);
        }
    }

    @Test
    void ofSeveralWhoDeleteTheSameAtOnceOneDoes() throws Exception {
        Merchant automaton = Merchant.showing(base(), merchant.createKey());
        merchant.createSecret("payment-flow");
        merchant.createSession("payment-flow", "order-1");
        String key = text(merchant.post("/v1/account/keys", "{\"name\":\"gone\"}"), 201, "/id");
        String secret = text(merchant.get("/v1/sources/payment-flow/secrets"), 200, "/secrets/0/id");

        for (String path : List.of(
                "/v1/account/keys/" + key,
                "/v1/sources/payment-flow/secrets/" + secret,
                "/v1/sources/payment-flow/sessions/order-1",
                "/v1/sources/payment-flow")) {
            List<HttpResponse<String>> answers = atOnce(8, which -> automaton.delete(path));

            assertThat(answers.stream().map(HttpResponse::statusCode).sorted())
                    .as(path)
                    .containsExactly(204, 404, 404, 404, 404, 404, 404, 404);
        }
    }

    @Test
    void whatTakesNothingNeedsNoBody() {
        for (String path : List.of("secrets", "sessions", "ingest-key")) {
            HttpResponse<String> answer =
                    merchant.send(merchant.request(base().resolve("/v1/sources/payment-flow/" + path))
                            .POST(HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(path + answer.body()).isIn(200, 201);
        }
    }

    @Test
    void aSecretCanBeShownAsBearerForAToken() {
        String secret = merchant.createSecret("payment-flow");
        String body = "{\"sourceId\":\"payment-flow\"}";

        assertThat(text(Merchant.showing(base(), secret).post("/v1/tokens", body), 200, "/destination"))
                .isEqualTo("/topic/sources/payment-flow");
        assertThat(text(Merchant.showing(base(), merchant.createKey()).post("/v1/tokens", body), 200, "/destination"))
                .isEqualTo("/topic/sources/payment-flow");
        HttpResponse<String> nothing = Merchant.stranger(base()).post("/v1/tokens", body);
        isProblem(nothing, 400, "invalid-field");
        assertThat(nothing.body()).contains("\"field\":\"secret\"");
    }

    @Test
    void aFieldThatIsGivenTwiceIsRefused() {
        isProblem(merchant.patch("/v1/sources/payment-flow", "{\"paused\":false,\"paused\":true}"), 400, "bad-request");
    }

    /** The answers to {@code times} calls that are made at the same moment. */
    private static List<HttpResponse<String>> atOnce(int times, IntFunction<HttpResponse<String>> call)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int at = 0; at < times; at++) {
                int which = at;
                calls.add(() -> call.apply(which));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private void isField(String field, String body) {
        var answer = merchant.patch("/v1/sources/payment-flow", body);
        isProblem(answer, 400, "invalid-field");
        assertThat(Merchant.JSON.readTree(answer.body()).at("/errors/0/field").asString())
                .isEqualTo(field);
    }
}
