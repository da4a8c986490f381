package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import tools.jackson.databind.JsonNode;

/** What an operator sees and does, and nobody else. */
class OperationsIT extends Journey {

    @LocalManagementPort
    private int managementPort;

    @Value("${management.server.address}")
    private String managementAddress;

    @Autowired
    private DatabaseProperties store;

    private Merchant merchant;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
    }

    @Test
    void healthAndMetricsAreOnAPortOfTheirOwn() {
        assertThat(managementPort).isNotEqualTo(base().getPort());
        assertThat(managementAddress).isEqualTo("127.0.0.1");
        for (String path :
                new String[] {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"}) {
            assertThat(json(get(path), 200).get("status").asString()).isEqualTo("UP");
        }
        assertThat(get("/actuator/prometheus").body())
                .contains("devhooks_quota_refused_total", "devhooks_quota_leased", "devhooks_quota_asks_seconds_count");
    }

    @Test
    void nothingElseIsThere() {
        JsonNode links = json(get("/actuator"), 200).get("_links");

        assertThat(links.propertyNames()).containsExactlyInAnyOrder("self", "health", "health-path", "prometheus");
        for (String path : new String[] {"/actuator/env", "/actuator/heapdump", "/v1/account", "/in/x"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/plans/a@example.com"})
    void nothingOfItIsOnThePublicPort(String path) {
        HttpRequest.Builder put =
                merchant.request(base().resolve(path)).PUT(HttpRequest.BodyPublishers.ofString("{\"plan\":\"tiny\"}"));

        assertThat(merchant.get(path).statusCode()).isBetween(403, 404);
        assertThat(merchant.send(put.header("content-type", "application/json")).statusCode())
                .isBetween(403, 404);
        isProblem(Merchant.stranger(base()).get(path), 404, "not-found");
    }

    @Test
    void anOperatorMovesAnAccountToAnotherPlan() {
        JsonNode moved = json(move(merchant.email().toUpperCase(Locale.ROOT), "{\"plan\":\"tiny\"}"), 200);

        assertThat(moved.at("/accounts/0/email").asString()).isEqualTo(merchant.email());
        assertThat(moved.at("/accounts/0/plan").asString()).isEqualTo("tiny");
        assertThat(json(merchant.get("/v1/account"), 200).get("plan").asString())
                .isEqualTo("tiny");
        JsonNode entry = json(merchant.get("/v1/audit"), 200).at("/entries/0");
        assertThat(entry.get("action").asString()).isEqualTo("account.plan-changed");
        assertThat(entry.get("actor").asString()).isEqualTo("operator");
        assertThat(entry.get("subject").asString()).isEqualTo("tiny");
    }

    @Test
    void aPlanHoldsFromTheNextMomentOn() {
        URI callbackUrl = merchant.createSource("payment-flow");
        move(merchant.email(), "{\"plan\":\"tiny\"}");
        for (int number = 0; number < 3; number++) {
            assertThat(merchant.callback(callbackUrl, "{\"number\":" + number + "}")
                            .statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> refused = merchant.callback(callbackUrl, "{}");

        isProblem(refused, 429, "over-quota");
        long reset = refused.headers().firstValueAsLong("retry-after").orElseThrow();
        assertThat(reset).isBetween(1L, 86_400L);
        assertThat(refused.headers().firstValue("ratelimit-policy")).contains("\"daily\";q=3;w=86400");
        assertThat(refused.headers().firstValue("ratelimit")).contains("\"daily\";r=0;t=" + reset);
        assertThat(json(merchant.get("/v1/usage"), 200).at("/today/remaining").asInt())
                .isZero();

        move(merchant.email(), "{\"plan\":\"free\"}");
        await().untilAsserted(() ->
                assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200));
        assertThat(get("/actuator/prometheus").body())
                .containsPattern("devhooks_quota_refused_total [1-9]")
                .containsPattern("devhooks_ingest_seconds_count\\{outcome=\"accepted\"} [1-9]")
                .containsPattern("devhooks_ingest_seconds_count\\{outcome=\"over-quota\"} [1-9]")
                .contains("uri=\"/v1/usage\"")
                // Callbacks are not measured by Spring.
                .doesNotContainPattern("method=\"POST\"[^\n]*status=\"429\",uri=\"(UNKNOWN|/in)");
    }

    @Test
    void allWhoClaimAnAddressAreMovedUntilSomebodyHasProvedIt() {
        Merchant.stranger(base())
                .post(
                        "/v1/accounts",
                        "{\"email\":\"%s\",\"password\":\"another horse battery\"}".formatted(merchant.email()));
        assertThat(json(move(merchant.email(), "{\"plan\":\"tiny\"}"), 200).get("accounts"))
                .hasSize(2);

        String id = json(merchant.get("/v1/account"), 200).get("id").asString();
        TestPostgres.superuser(store)
                .sql("update devhooks.app_user set email_proved_at = now() where account_id = ?")
                .param(UUID.fromString(id))
                .update();

        JsonNode moved =
                json(move(merchant.email(), "{\"plan\":\"free\"}"), 200).get("accounts");
        assertThat(moved).hasSize(1);
        assertThat(moved.at("/0/id").asString()).isEqualTo(id);
    }

    @Test
    void whatCannotBeMovedIsSaidSo() {
        isProblem(move("nobody@example.com", "{\"plan\":\"tiny\"}"), 404, "not-found");
        isProblem(move(merchant.email(), "{}"), 400, "invalid-field");
        isProblem(move(merchant.email(), "null"), 400, "invalid-field");
        HttpResponse<String> unknown = move(merchant.email(), "{\"plan\":\"gold\"}");
        isProblem(unknown, 400, "invalid-field");
        assertThat(unknown.body()).contains("must be one of free, tiny");
        isProblem(move(merchant.email(), "plan=tiny"), 400, "bad-request");
        isProblem(
                send(put(merchant.email(), "{\"plan\":\"tiny\"}").setHeader("content-type", "text/plain")),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "sec-fetch-site"})
    void pagesInAnOperatorsBrowserAreRefused(String header) {
        String sentBy = header.equals("origin") ? "http://localhost:9090" : "same-origin";

        isProblem(send(put(merchant.email(), "{\"plan\":\"tiny\"}").header(header, sentBy)), 403, "access-denied");
        isProblem(send(request("/actuator/prometheus").header(header, sentBy)), 403, "access-denied");
        assertThat(send(request("/actuator/health").header("sec-fetch-site", "none"))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> move(String email, String json) {
        return send(put(email, json));
    }

    private HttpRequest.Builder put(String email, String json) {
        return request("/actuator/plans/" + email)
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return merchant.send(request);
    }
}
