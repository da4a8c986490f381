package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is acknowledged, what is sent again, and where a reader with a name continues. */
class ConsumersIT extends Journey {

    /** As {@link Journey} configures it. */
    private static final int MAX_CONSUMERS = 3;

    private static final Map<String, String> LEDGER = Map.of("ack", "client", "consumer", "ledger");

    private Merchant merchant;
    private URI callbackUrl;
    private Merchant.Token token;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
        token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
    }

    @Test
    void aConsumerThatComesBackGetsWhatItNeverAcknowledged() {
        try (StompTestClient client = live(LEDGER)) {
            post(1, 2, 3);
            List<StompTestClient.Received> events = next(client, 3);
            ack(client, events.get(1));
        }
        post(4);

        try (StompTestClient client = subscribed(LEDGER)) {
            assertThat(numbers(next(client, 2))).containsExactly(3, 4);
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void aConsumerThatHasAcknowledgedNothingContinuesWhereItBegan() {
        post(1);
        live(LEDGER).close();
        post(2, 3);

        try (StompTestClient client = subscribed(LEDGER)) {
            assertThat(numbers(next(client, 2))).containsExactly(2, 3);
        }
    }

    @Test
    void aConsumerContinuesOnAnotherConnectionWhileTheFirstIsOpen() {
        try (StompTestClient first = live(LEDGER)) {
            post(1, 2);
            ack(first, next(first, 2).get(0));

            try (StompTestClient second = subscribed(LEDGER)) {
                assertThat(numbers(next(second, 1))).containsExactly(2);
            }
        }
    }

    @Test
    void aLastEventIdGoesBeforeWhatIsKept() {
        String first;
        try (StompTestClient client = live(LEDGER)) {
            post(1, 2, 3);
            List<StompTestClient.Received> events = next(client, 3);
            first = Objects.requireNonNull(events.get(0).header("message-id"));
            ack(client, events.get(2));
        }

        try (StompTestClient client = subscribed(with(LEDGER, "last-event-id", first))) {
            assertThat(numbers(next(client, 2))).containsExactly(2, 3);
        }
    }

    @Test
    void withoutAcknowledgementsItIsWhatWasSentThatCounts() {
        Map<String, String> auto = Map.of("consumer", "screen");
        try (StompTestClient client = live(auto)) {
            post(1, 2);
            next(client, 2);
            // What is answered now is sent after the connection has taken these two.
            client.send("SEND", Map.of("destination", "/app/token", "receipt", "taken"), token.value());
            assertThat(client.next().header("receipt-id")).isEqualTo("taken");
        }
        post(3);

        try (StompTestClient client = subscribed(auto)) {
            assertThat(numbers(next(client, 1))).containsExactly(3);
            assertThat(client.isQuiet()).isTrue();
        }
    }

    @Test
    void anEventTellsWhenItWasFirstDeliveredAndWhenAcknowledged() {
        post(1);
        try (StompTestClient client = subscribed(with(LEDGER, "replay", "all"))) {
            StompTestClient.Received event = client.next();
            await().until(() -> told(event, "deliveredAt").isString());
            assertThat(told(event, "acknowledgedAt").isNull()).isTrue();

            ack(client, event);

            await().until(() -> told(event, "acknowledgedAt").isString());
            assertThat(time(event, "receivedAt")).isBeforeOrEqualTo(time(event, "deliveredAt"));
            assertThat(time(event, "deliveredAt")).isBeforeOrEqualTo(time(event, "acknowledgedAt"));
        }
    }

    private JsonNode told(StompTestClient.Received event, String member) {
        String id = Objects.requireNonNull(event.header("message-id"));
        return json(merchant.get("/v1/sources/payment-flow/events/" + id), 200).get(member);
    }

    private Instant time(StompTestClient.Received event, String member) {
        return Instant.parse(told(event, member).asString());
    }

    @Test
    void eachStreamHasItsOwnConsumersOfAName() {
        try (StompTestClient client = live(LEDGER)) {
            post(1);
            ack(client, next(client, 1).get(0));
        }

        try (StompTestClient client = connect()) {
            assertThat(numbers(client.subscribeUntilLive(token.destination() + "/sessions/order-1", LEDGER)))
                    .containsExactly(1);
        }
    }

    @Test
    void noMoreThanThePrefetchCountWaitsToBeAcknowledged() {
        try (StompTestClient client = live(Map.of("ack", "client", "prefetch-count", "2"))) {
            post(1, 2, 3, 4, 5);
            List<StompTestClient.Received> two = next(client, 2);
            assertThat(client.isQuiet()).isTrue();

            ack(client, two.get(0));
            assertThat(numbers(next(client, 1))).containsExactly(3);
            assertThat(client.isQuiet()).isTrue();

            ack(client, two.get(1));
            assertThat(numbers(next(client, 1))).containsExactly(4);
        }
    }

    @Test
    void eachEventCanBeAcknowledgedByItself() {
        Map<String, String> headers = Map.of("ack", "client-individual", "consumer", "ledger", "prefetch-count", "2");
        try (StompTestClient client = live(headers)) {
            post(1, 2, 3, 4);
            List<StompTestClient.Received> two = next(client, 2);
            ack(client, two.get(1));

            assertThat(numbers(next(client, 1))).containsExactly(3);
            assertThat(client.isQuiet()).isTrue();
        }
        try (StompTestClient client = subscribed(headers)) {
            assertThat(numbers(next(client, 2))).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "client-individual"})
    void whatIsRefusedIsSentAgain(String ack) {
        try (StompTestClient client = live(Map.of("ack", ack))) {
            post(1, 2, 3);
            List<StompTestClient.Received> events = next(client, 3);
            ack(client, events.get(0));
            client.send(
                    "NACK", Map.of("id", Objects.requireNonNull(events.get(1).header("ack"))), "");

            assertThat(numbers(next(client, 2))).containsExactly(2, 3);
            post(4);
            assertThat(numbers(next(client, 1))).containsExactly(4);
        }
    }

    @Test
    void olderVersionsNameTheEventInTheirOwnWay() {
        try (StompTestClient client = live(Map.of("ack", "client", "prefetch-count", "1"))) {
            post(1, 2, 3);
            String first = Objects.requireNonNull(next(client, 1).get(0).header("message-id"));
            client.send("ACK", Map.of("subscription", "sub", "message-id", first), "");
            String second = Objects.requireNonNull(next(client, 1).get(0).header("message-id"));
            client.send("ACK", Map.of("message-id", second, "receipt", "acknowledged"), "");

            List<String> commands = next(client, 2).stream()
                    .map(StompTestClient.Received::command)
                    .toList();
            assertThat(commands).containsExactlyInAnyOrder("MESSAGE", "RECEIPT");
        }
    }

    @Test
    void whatWasAcknowledgedAlreadyOrNeverSentIsNoError() {
        try (StompTestClient client = live(Map.of("ack", "client"))) {
            post(1);
            StompTestClient.Received event = next(client, 1).get(0);
            ack(client, event);
            ack(client, event);
            client.send("ACK", Map.of("id", "other." + event.header("message-id")), "");
            post(2);

            assertThat(numbers(next(client, 1))).containsExactly(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"ack,sometimes", "prefetch-count,0", "prefetch-count,many", "prefetch-count,-1", "consumer,' '"})
    void aHeaderThatMakesNoSenseIsRefused(String header, String value) {
        try (StompTestClient client = connect()) {
            client.send("SUBSCRIBE", Map.of("id", "sub", "destination", token.destination(), header, value), "");

            client.expectError("bad-request");
        }
    }

    @ParameterizedTest
    @CsvSource({"ACK,message,bad-request", "ACK,id,bad-request", "NACK,id,bad-request", "ACK,transaction,not-supported"
    })
    void anAcknowledgementOfNothingIsRefused(String command, String header, String slug) {
        try (StompTestClient client = live(Map.of("ack", "client"))) {
            client.send(command, Map.of(header, "nonsense"), "");

            client.expectError(slug);
        }
    }

    @Test
    void whatIsRefusedDuringTheReplayIsSentAgainAndTheReceiptComesAllTheSame() {
        post(1, 2, 3);
        try (StompTestClient client = connect()) {
            subscribe(client, Map.of("ack", "client", "prefetch-count", "1", "replay", "all", "receipt", "live"));
            StompTestClient.Received first = next(client, 1).get(0);
            client.send("NACK", Map.of("id", Objects.requireNonNull(first.header("ack"))), "");

            for (int number = 1; number <= 3; number++) {
                StompTestClient.Received event = next(client, 1).get(0);
                assertThat(numbers(List.of(event))).containsExactly(number);
                ack(client, event);
            }
            assertThat(next(client, 1).get(0).header("receipt-id")).isEqualTo("live");
        }
    }

    @Test
    void aPayersPageHasNoNamedConsumers() {
        String ofSession =
                merchant.createSession("payment-flow", "order-1").get("secret").asString();
        Merchant.Token payer = merchant.token("payment-flow", ofSession);
        try (StompTestClient client = StompTestClient.connect(payer.url(), payer.value())) {
            client.send("SUBSCRIBE", Map.of("id", "sub", "destination", payer.destination(), "consumer", "c"), "");

            client.expectError("access-denied");
        }
    }

    @Test
    void aSourceHasNoMoreNamesThanAreKept() {
        for (int name = 0; name < MAX_CONSUMERS; name++) {
            live(Map.of("consumer", "reader-" + name)).close();
        }

        AtomicInteger others = new AtomicInteger();
        await().untilAsserted(() -> {
            try (StompTestClient client = connect()) {
                subscribe(client, Map.of("consumer", "other-" + others.incrementAndGet()));
                client.expectError("too-many");
            }
        });
        post(1);
        try (StompTestClient client = subscribed(Map.of("consumer", "reader-0"))) {
            assertThat(numbers(next(client, 1))).containsExactly(1);
        }
    }

    private StompTestClient connect() {
        return StompTestClient.connect(token.url(), token.value());
    }

    /** One that has been handed what there was, and gets what comes. */
    private StompTestClient live(Map<String, String> headers) {
        StompTestClient client = connect();
        client.subscribeUntilLive(token.destination(), headers);
        return client;
    }

    /** One that is handed what there is. */
    private StompTestClient subscribed(Map<String, String> headers) {
        StompTestClient client = connect();
        subscribe(client, headers);
        return client;
    }

    private void subscribe(StompTestClient client, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("id", "sub");
        all.put("destination", token.destination());
        client.send("SUBSCRIBE", all, "");
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static void ack(StompTestClient client, StompTestClient.Received event) {
        client.send("ACK", Map.of("id", Objects.requireNonNull(event.header("ack"))), "");
    }

    private static List<StompTestClient.Received> next(StompTestClient client, int count) {
        return IntStream.range(0, count).mapToObj(number -> client.next()).toList();
    }

    private static List<Integer> numbers(List<StompTestClient.Received> frames) {
        return frames.stream()
                .filter(frame -> frame.command().equals("MESSAGE"))
                .map(frame ->
                        Merchant.JSON.readTree(frame.body()).at("/payload/n").asInt())
                .toList();
    }

    private void post(int... numbers) {
        for (int number : numbers) {
            assertThat(merchant.callback(URI.create(callbackUrl + "/order-1"), "{\"n\":" + number + "}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
