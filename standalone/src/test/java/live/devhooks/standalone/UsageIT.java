package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What an account has used, and what of it was refused. */
@TestPropertySource(properties = {"devhooks.usage.flush-interval=100ms", "devhooks.plans.free.daily-events=100"})
class UsageIT extends Journey {

    private static final int SENDERS = 4;
    private static final int EACH = 15;

    private Merchant merchant;
    private URI callbackUrl;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @Test
    void everyAcceptedWebhookIsCountedOnceAndAtOnce() throws Exception {
        URI other = merchant.createSource("other-flow");
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                URI url = sender == 0 ? other : callbackUrl;
                String body = "{\"sender\":" + sender + ",\"number\":%d}";
                sending.add(senders.submit(() -> {
                    for (int number = 0; number < EACH; number++) {
                        String webhook = body.formatted(number);
                        assertThat(merchant.callback(url, webhook).statusCode()).isEqualTo(200);
                        // Delivered again.
                        assertThat(merchant.callback(url, webhook).statusCode()).isEqualTo(200);
                    }
                }));
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
        } finally {
            senders.shutdownNow();
        }

        JsonNode usage = usage();

        assertThat(usage.at("/today/accepted").asInt()).isEqualTo(SENDERS * EACH);
        assertThat(usage.at("/today/duplicates").asInt()).isEqualTo(SENDERS * EACH);
        assertThat(usage.at("/today/limit").asInt()).isEqualTo(100);
        assertThat(usage.at("/today/remaining").asInt()).isEqualTo(100 - SENDERS * EACH);
        assertThat(usage.at("/days")).hasSize(30);
        assertThat(usage.at("/days/0/day")).isEqualTo(usage.at("/today/day"));
        assertThat(usage.at("/days/0/accepted").asInt()).isEqualTo(SENDERS * EACH);
        assertThat(usage.at("/sources/0/source").asString()).isEqualTo("other-flow");
        assertThat(usage.at("/sources/0/accepted").asInt()).isEqualTo(EACH);
        assertThat(usage.at("/sources/1/source").asString()).isEqualTo("payment-flow");
        assertThat(usage.at("/sources/1/accepted").asInt()).isEqualTo((SENDERS - 1) * EACH);
    }

    @Test
    void refusalsAreCountedByTheirReason() {
        isProblem(merchant.callback(callbackUrl, "x".repeat(300 * 1024)), 413, "body-too-large");
        merchant.patch("/v1/sources/payment-flow", "{\"paused\":true}");
        await().untilAsserted(() -> isProblem(merchant.callback(callbackUrl, "{}"), 409, "source-paused"));
        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\"]}");
        await().untilAsserted(() -> isProblem(merchant.callback(callbackUrl, "{}"), 403, "address-not-allowed"));

        await().untilAsserted(() -> {
            JsonNode refused = usage().at("/sources/0/refused");
            assertThat(refused.get("tooLarge").asInt()).isEqualTo(1);
            assertThat(refused.get("paused").asInt()).isPositive();
            assertThat(refused.get("addressNotAllowed").asInt()).isEqualTo(1);
            assertThat(usage().at("/today/refused")).isEqualTo(refused);
        });
    }

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() {
        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\"]}");
        await().untilAsserted(() -> isProblem(merchant.callback(callbackUrl, "{}"), 403, "address-not-allowed"));

        HttpResponse<String> forged = merchant.send(HttpRequest.newBuilder(callbackUrl)
                .header("x-forwarded-for", "196.201.214.200")
                .header("forwarded", "for=196.201.214.200")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        isProblem(forged, 403, "address-not-allowed");
    }

    @Test
    void whatADeletedSourceHasUsedStaysUsed() {
        merchant.callback(callbackUrl, "{}");
        merchant.delete("/v1/sources/payment-flow");

        JsonNode usage = usage();

        assertThat(usage.at("/today/accepted").asInt()).isEqualTo(1);
        assertThat(usage.at("/sources")).hasSize(1);
        assertThat(usage.at("/sources/0").has("source")).isFalse();
    }

    @Test
    void nobodySeesWhatOthersUse() {
        merchant.callback(callbackUrl, "{}");

        assertThat(json(Merchant.signUp(base()).get("/v1/usage"), 200)
                        .at("/today/accepted")
                        .asInt())
                .isZero();
    }

    @Test
    void aReplacedCallbackUrlEndsWhenItsTimeIsOver() {
        JsonNode replaced = json(merchant.post("/v1/sources/payment-flow/ingest-key", "{\"overlapSeconds\":3}"), 200);
        URI current = URI.create(replaced.get("callbackUrl").asString());

        assertThat(merchant.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);
        assertThat(merchant.callback(current, "{}").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> isProblem(merchant.callback(callbackUrl, "{}"), 404, "unknown-ingest-key"));
        assertThat(merchant.callback(current, "{}").statusCode()).isEqualTo(200);
    }

    private JsonNode usage() {
        return json(merchant.get("/v1/usage"), 200);
    }
}
