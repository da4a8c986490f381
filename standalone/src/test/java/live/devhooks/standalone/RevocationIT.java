package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.json;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What has been revoked opens nothing any more, not even what was opened before. */
class RevocationIT extends Journey {

    private static final String STREAM = "/topic/sources/payment-flow";

    private Merchant merchant;
    private String secret;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        secret = merchant.createSecret("payment-flow");
    }

    @Test
    void aConnectionEndsWithTheSecretThatItsTokenWasMadeFrom() {
        Merchant.Token token = merchant.token("payment-flow", secret);
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(STREAM, Map.of());

            revoke();

            client.expectRevocation();
        }
        try (StompTestClient late = StompTestClient.open(stomp())) {
            late.send("CONNECT", Map.of("accept-version", "1.2", "authorization", "Bearer " + token.value()), "");
            late.expectError("secret-revoked");
        }
    }

    @Test
    void aConnectionEndsWithTheSecretThatItShowed() {
        try (StompTestClient client =
                StompTestClient.connect(stomp(), Map.of("login", "payment-flow", "passcode", secret))) {
            client.subscribeUntilLive(STREAM, Map.of());

            revoke();

            client.expectRevocation();
        }
    }

    @Test
    void theOtherSecretsOfASourceLiveOn() {
        String other = merchant.createSecret("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", other);
        Merchant.Token revoked = merchant.token("payment-flow", secret);
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value());
                StompTestClient ended = StompTestClient.connect(revoked.url(), revoked.value())) {
            client.subscribeUntilLive(STREAM, Map.of());
            revoke();
            ended.expectRevocation();

            URI callbackUrl = URI.create(text(merchant.get("/v1/sources/payment-flow"), 200, "/callbackUrl"));
            merchant.callback(callbackUrl, "{\"n\":1}");

            assertThat(client.next().body()).endsWith("\"payload\":{\"n\":1}}");
        }
    }

    @Test
    void aConnectionEndsWithItsSource() {
        Merchant.Token token = merchant.token("payment-flow", secret);
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(STREAM, Map.of());

            merchant.delete("/v1/sources/payment-flow");

            client.expectRevocation();
        }
    }

    @Test
    void aConnectionEndsWithItsAccount() {
        Merchant.Token token = merchant.token("payment-flow", secret);
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(STREAM, Map.of());

            merchant.delete("/v1/account");

            client.expectRevocation();
        }
    }

    @Test
    void aConnectionEndsWithItsSession() {
        JsonNode session = merchant.createSession("payment-flow", "order-1");
        Merchant.Token token =
                merchant.token("payment-flow", session.get("secret").asString());
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());

            merchant.delete("/v1/sources/payment-flow/sessions/order-1");

            client.expectRevocation();
        }
    }

    @Test
    void aPayerSeesWhatAPayerMaySeeUnlessTheSourceSaysOtherwise() {
        JsonNode session = merchant.createSession("payment-flow", "order-1");
        String sessionSecret = session.get("secret").asString();
        URI callbackUrl = URI.create(session.get("callbackUrl").asString());
        assertThat(merchant.callback(callbackUrl, DarajaSamplesIT.sample("stk_success_docs"))
                        .statusCode())
                .isEqualTo(200);

        JsonNode seen = first(merchant.token("payment-flow", sessionSecret));
        merchant.patch("/v1/sources/payment-flow", "{\"wholeEvents\":true}");
        JsonNode whole = first(merchant.token("payment-flow", sessionSecret));

        assertThat(seen.has("payload")).isFalse();
        assertThat(seen.get("PhoneNumber").asString()).isEqualTo("2547*****149");
        assertThat(seen.at("/payment/status").asString()).isEqualTo("paid");
        assertThat(seen.toString()).doesNotContain("708374149");
        assertThat(whole.at("/payload/Body/stkCallback/ResultCode").asInt(-1)).isZero();
        assertThat(whole.get("PhoneNumber").asString()).isEqualTo("254708374149");
    }

    private static JsonNode first(Merchant.Token token) {
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.send("SUBSCRIBE", Map.of("id", "1", "destination", token.destination()), "");
            return Merchant.JSON.readTree(client.next().body());
        }
    }

    private void revoke() {
        String prefix = secret.substring(0, 9);
        for (JsonNode listed :
                json(merchant.get("/v1/sources/payment-flow/secrets"), 200).get("secrets")) {
            if (listed.get("prefix").asString().equals(prefix)) {
                String path =
                        "/v1/sources/payment-flow/secrets/" + listed.get("id").asString();
                assertThat(merchant.delete(path).statusCode()).isEqualTo(204);
            }
        }
    }
}
