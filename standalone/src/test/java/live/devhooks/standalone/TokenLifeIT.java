package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A connection lives as long as its token, and on with the next. */
@TestPropertySource(properties = "devhooks.token.lifetime=2s")
class TokenLifeIT extends Journey {

    @Test
    void aConnectionWhoseTokenHasRunOutIsEndedAndSaysWhy() {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        String secret = merchant.createSecret("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", secret);

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());
            client.expectError("token-expired");
        }
        try (StompTestClient client = StompTestClient.open(token.url())) {
            client.send("CONNECT", Map.of("accept-version", "1.2", "authorization", "Bearer " + token.value()), "");
            client.expectError("token-expired");
        }
    }

    @Test
    void aConnectionThatRenewsItsTokenOutlivesTheFirstAndMissesNothing() {
        Merchant merchant = Merchant.signUp(base());
        URI callbackUrl = merchant.createSource("payment-flow");
        String secret = merchant.createSecret("payment-flow");
        Merchant.Token first = merchant.token("payment-flow", secret);

        try (StompTestClient client = StompTestClient.connect(first.url(), first.value());
                StompTestClient witness = StompTestClient.connect(first.url(), first.value())) {
            client.subscribeUntilLive(first.destination(), Map.of());
            // The one that keeps the first token tells when that has run out.
            do {
                client.send(
                        "SEND",
                        Map.of("destination", "/app/token", "receipt", "renewed"),
                        merchant.token("payment-flow", secret).value());
                assertThat(client.next().header("receipt-id")).isEqualTo("renewed");
            } while (witness.isQuiet());
            witness.expectError("token-expired");

            merchant.callback(callbackUrl, "{}");

            assertThat(client.next().command()).isEqualTo("MESSAGE");
        }
    }
}
