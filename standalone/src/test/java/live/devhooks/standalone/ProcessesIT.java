package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Api and realtime as processes of their own, which have nothing in common but a PostgreSQL. */
class ProcessesIT {

    private static final int CLIENTS = 30;

    private static DatabaseProperties database;
    private static NodeProcess realtime;
    private static NodeProcess api;

    private Merchant merchant;
    private URI callbackUrl;

    @BeforeAll
    static void start() {
        database = TestPostgres.freshDatabase();
        Database.open(database).close();
        realtime = NodeProcess.realtime(database);
        api = NodeProcess.api(database, realtime);
    }

    @AfterAll
    static void stop() {
        api.close();
        realtime.close();
    }

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(api.base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @Test
    void whatOneProcessTakesInAnotherGivesOut() {
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        assertThat(token.url().getPort()).isEqualTo(realtime.base().getPort());

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());
            assertThat(merchant.callback(callbackUrl, "{\"from\":\"api\"}").statusCode())
                    .isEqualTo(200);

            assertThat(client.next().body()).endsWith("\"payload\":{\"from\":\"api\"}}");
        }
    }

    @Test
    void whatOneProcessRevokesOpensNothingAtAnother() {
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        String id = text(merchant.get("/v1/sources/payment-flow/secrets"), 200, "/secrets/0/id");
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());

            assertThat(merchant.delete("/v1/sources/payment-flow/secrets/" + id).statusCode())
                    .isEqualTo(204);

            client.expectRevocation();
        }
        try (StompTestClient late = StompTestClient.open(token.url())) {
            late.send("CONNECT", StompTestClient.withVersion(Map.of("authorization", "Bearer " + token.value())), "");
            late.expectError("secret-revoked");
        }
    }

    @Test
    void anOperatorHasAPortOfHisOwnAtEach() {
        for (NodeProcess node : List.of(api, realtime)) {
            assertThat(get(merchant, node.management(), "/actuator/health/readiness"))
                    .isEqualTo(200);
            assertThat(get(merchant, node.management(), "/actuator/prometheus")).isEqualTo(200);
            assertThat(get(merchant, node.base(), "/actuator/health")).isEqualTo(404);
        }
    }

    @Test
    void aRealtimeProcessAnswersProblemsToo() {
        for (String path : new String[] {"/v1/sources", "/nowhere", "/%2e%2e/", "/" + "x".repeat(20_000)}) {
            var answer = merchant.send(
                    HttpRequest.newBuilder(realtime.base().resolve(path)).GET());
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
    }

    private static int get(Merchant merchant, URI base, String path) {
        return merchant.send(HttpRequest.newBuilder(base.resolve(path)).GET()).statusCode();
    }

    @Test
    void aNodeThatStopsSendsItsClientsElsewhere() {
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        List<StompTestClient> clients = new ArrayList<>();
        try (NodeProcess stopping = NodeProcess.realtime(database)) {
            URI stomp = URI.create("ws://localhost:" + stopping.base().getPort() + "/stomp");
            while (clients.size() < CLIENTS) {
                StompTestClient client = StompTestClient.connect(stomp, token.value());
                client.subscribeUntilLive(token.destination(), Map.of());
                clients.add(client);
            }
        }

        for (StompTestClient client : clients) {
            StompTestClient.Received last = client.next();
            assertThat(last.command()).isEqualTo("CLOSE");
            assertThat(last.body()).startsWith("1012");
        }
    }
}
