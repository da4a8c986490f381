package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one account, and one connection, may have at most; as {@link Journey} configures it. */
class StreamLimitsIT extends Journey {

    private static final int MAX_CONNECTIONS = 10;
    private static final int MAX_FRAMES = 200;
    private static final int EVENTS = 40;

    private Merchant merchant;
    private URI callbackUrl;
    private String secret;
    private Merchant.Token token;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
        secret = merchant.createSecret("payment-flow");
        token = merchant.token("payment-flow", secret);
    }

    @Test
    void anAccountHasNoMoreConnectionsThanItMayAndAnotherItsOwn() {
        List<StompTestClient> clients = new ArrayList<>();
        try {
            while (clients.size() < MAX_CONNECTIONS) {
                clients.add(StompTestClient.connect(token.url(), token.value()));
            }
            try (StompTestClient oneTooMany = StompTestClient.open(token.url())) {
                oneTooMany.send(
                        "CONNECT", StompTestClient.withVersion(Map.of("authorization", "Bearer " + token.value())), "");
                oneTooMany.expectError("too-many-connections");
            }
            isProblem(
                    Merchant.showing(base(), secret).get("/v1/sources/payment-flow/stream"),
                    429,
                    "too-many-connections");

            Merchant other = Merchant.signUp(base());
            other.createSource("payment-flow");
            String theirs = other.token("payment-flow", other.createSecret("payment-flow"))
                    .value();
            StompTestClient.connect(token.url(), theirs).close();

            clients.remove(0).close();
            await().untilAsserted(() ->
                    StompTestClient.connect(token.url(), token.value()).close());
        } finally {
            clients.forEach(StompTestClient::close);
        }
    }

    @Test
    void payersPagesLeaveAPlaceToTheMerchantsServers() {
        String ofSession =
                merchant.createSession("payment-flow", "order-1").get("secret").asString();
        String payer = merchant.token("payment-flow", ofSession).value();
        List<StompTestClient> clients = new ArrayList<>();
        try {
            while (clients.size() < MAX_CONNECTIONS - 1) {
                clients.add(StompTestClient.connect(token.url(), payer));
            }
            try (StompTestClient oneTooMany = StompTestClient.open(token.url())) {
                oneTooMany.send("CONNECT", StompTestClient.withVersion(Map.of("authorization", "Bearer " + payer)), "");
                oneTooMany.expectError("too-many-connections");
            }
            StompTestClient.connect(token.url(), token.value()).close();
        } finally {
            clients.forEach(StompTestClient::close);
        }
    }

    @Test
    void aConnectionThatSendsTooManyFramesIsEnded() {
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            // All in one message, so that they come within a second on any machine.
            client.sendText("UNSUBSCRIBE\nid:nothing\n\n\0".repeat(2 * MAX_FRAMES));

            client.expectError("too-many-frames");
        } catch (CompletionException closedMeanwhile) {
            assertThat(closedMeanwhile).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void whoeverReadsNothingAnyMoreIsDisconnectedAndCanComeBack() throws Exception {
        String body = "{\"text\":\"%s\"}".formatted("x".repeat(200_000));
        try (SilentReader silent = SilentReader.subscribe(base(), token, "replay:all\n")) {
            // More than the socket's buffers take.
            for (int event = 0; event < EVENTS; event++) {
                assertThat(merchant.callback(URI.create(callbackUrl + "/order-" + event), body)
                                .statusCode())
                        .isEqualTo(200);
            }
            // To write is to find out that the connection is gone.
            await().untilAsserted(() -> assertThat(silent.isThere()).isFalse());
        }

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            assertThat(client.subscribeUntilLive(token.destination(), Map.of("replay", "all")))
                    .hasSize(EVENTS + 1);
        }
    }
}
