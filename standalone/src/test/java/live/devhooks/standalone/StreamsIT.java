package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader gets, by where it starts and by what happens to its connection. */
class StreamsIT extends Journey {

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
    void aSourceStreamStartsLive() {
        post("before");

        try (StompTestClient client = connect()) {
            assertThat(payloads(client.subscribeUntilLive(token.destination(), Map.of())))
                    .isEmpty();
            post("after");

            assertThat(client.next().body()).endsWith(payload("after"));
        }
    }

    @Test
    void aSessionStreamStartsWithAllThatTheSessionHasHad() {
        post("order-1", "first");
        post("order-2", "another's");
        post("order-1", "second");

        try (StompTestClient client = connect()) {
            List<StompTestClient.Received> replayed =
                    client.subscribeUntilLive(token.destination() + "/sessions/order-1", Map.of());
            post("order-2", "another's");
            post("order-1", "third");

            assertThat(payloads(replayed)).containsExactly(payload("first"), payload("second"));
            assertThat(client.next().body()).endsWith(payload("third"));
        }
    }

    @Test
    void aReaderContinuesAfterTheLastEventThatItHad() {
        List<StompTestClient.Received> had = readAll("one", "two", "three");
        String second = had.get(1).header("message-id");

        try (StompTestClient client = connect()) {
            List<StompTestClient.Received> missed =
                    client.subscribeUntilLive(token.destination(), Map.of("last-event-id", second));

            assertThat(payloads(missed)).containsExactly(payload("three"));
            assertThat(receipt(missed).header("replay-gap")).isNull();
            assertThat(receipt(missed).header("position")).isEqualTo(had.get(2).header("message-id"));
        }
    }

    @Test
    void aPositionThatIsNotKeptStartsAtTheOldestAndSaysSo() {
        readAll("one", "two");

        try (StompTestClient client = connect()) {
            List<StompTestClient.Received> all =
                    client.subscribeUntilLive(token.destination(), Map.of("last-event-id", "never-was"));

            assertThat(payloads(all)).containsExactly(payload("one"), payload("two"));
            assertThat(receipt(all).header("replay-gap")).isEqualTo("true");
        }
    }

    @Test
    void thePositionOfAnEmptyStreamIsAPlaceToContinueFrom() {
        String position;
        try (StompTestClient client = connect()) {
            position = receipt(client.subscribeUntilLive(token.destination(), Map.of()))
                    .header("position");
        }
        assertThat(position).isNotNull();
        post("missed");

        try (StompTestClient client = connect()) {
            List<StompTestClient.Received> missed =
                    client.subscribeUntilLive(token.destination(), Map.of("last-event-id", position));

            assertThat(payloads(missed)).containsExactly(payload("missed"));
            assertThat(receipt(missed).header("replay-gap")).isNull();
        }
    }

    @Test
    void serversConnectWithTheSecretItself() {
        try (StompTestClient client =
                StompTestClient.connect(stomp(), Map.of("login", "payment-flow", "passcode", secret))) {
            client.subscribeUntilLive(token.destination(), Map.of());
            post("hello");

            assertThat(client.next().body()).endsWith(payload("hello"));
        }
    }

    @Test
    void aTokenIsRenewedInPlace() {
        try (StompTestClient client = connect()) {
            client.subscribeUntilLive(token.destination(), Map.of());
            Merchant.Token next = merchant.token("payment-flow", secret);

            client.send("SEND", Map.of("destination", "/app/token", "receipt", "renewed"), next.value());

            assertThat(client.next().header("receipt-id")).isEqualTo("renewed");
            post("still here");
            assertThat(client.next().body()).endsWith(payload("still here"));
        }
    }

    @Test
    void anotherSourcesTokenDoesNotRenewThisOnes() {
        merchant.createSource("other-flow");
        Merchant.Token other = merchant.token("other-flow", merchant.createSecret("other-flow"));

        try (StompTestClient client = connect()) {
            client.send("SEND", Map.of("destination", "/app/token"), other.value());

            client.expectError("access-denied");
        }
    }

    @Test
    void whoUnsubscribesGetsNothingMore() {
        try (StompTestClient client = connect()) {
            client.subscribeUntilLive(token.destination(), Map.of());
            client.send("UNSUBSCRIBE", Map.of("id", "sub", "receipt", "gone"), "");
            assertThat(client.next().header("receipt-id")).isEqualTo("gone");

            client.send("SUBSCRIBE", Map.of("id", "again", "destination", token.destination(), "receipt", "live"), "");
            assertThat(client.next().header("receipt-id")).isEqualTo("live");
            post("once");

            assertThat(client.next().header("subscription")).isEqualTo("again");
            client.send("DISCONNECT", Map.of("receipt", "bye"), "");
            assertThat(client.next().header("receipt-id")).isEqualTo("bye");
        }
    }

    @Test
    void whatIsNotJsonComesAsText() {
        try (StompTestClient client = connect()) {
            client.subscribeUntilLive(token.destination(), Map.of());
            merchant.callback(callbackUrl, "status=paid&note=\"ä\u0000\"");

            String event = client.next().body();

            assertThat(Merchant.JSON.readTree(event).get("payload").asString())
                    .isEqualTo("status=paid&note=\"ä\u0000\"");
            assertThat(Merchant.JSON.readTree(event).get("payloadEncoding").asString())
                    .isEqualTo("text");
        }
    }

    private List<StompTestClient.Received> readAll(String... words) {
        try (StompTestClient client = connect()) {
            client.subscribeUntilLive(token.destination(), Map.of());
            List<StompTestClient.Received> events = new java.util.ArrayList<>();
            for (String word : words) {
                post(word);
                events.add(client.next());
            }
            return events;
        }
    }

    private StompTestClient connect() {
        return StompTestClient.connect(token.url(), token.value());
    }

    private void post(String word) {
        assertThat(merchant.callback(callbackUrl, "{\"word\":\"" + word + "\"}").statusCode())
                .isEqualTo(200);
    }

    private void post(String session, String word) {
        URI url = URI.create(callbackUrl + "/" + session);
        assertThat(merchant.callback(url, "{\"word\":\"" + word + "\"}").statusCode())
                .isEqualTo(200);
    }

    private static String payload(String word) {
        return "\"payload\":{\"word\":\"" + word + "\"}}";
    }

    private static List<String> payloads(List<StompTestClient.Received> frames) {
        return frames.stream()
                .filter(frame -> frame.command().equals("MESSAGE"))
                .map(frame -> frame.body().substring(frame.body().indexOf("\"payload\"")))
                .toList();
    }

    private static StompTestClient.Received receipt(List<StompTestClient.Received> frames) {
        return frames.get(frames.size() - 1);
    }
}
