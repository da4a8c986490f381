package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a collector is told of events by an api and a realtime node, which have nothing in common but a PostgreSQL. */
class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SOURCE = "payment-flow";
    private static final String PHONE = "254708374149";
    private static Collector collector;
    private static DatabaseProperties database;
    private static NodeProcess realtime;
    private static NodeProcess api;

    private Merchant merchant;
    private URI callbackUrl;
    private Merchant.Token token;
    private int payments;

    @BeforeAll
    static void start() throws IOException {
        collector = Collector.start();
        database = TestPostgres.freshDatabase();
        Database.open(database).close();
        realtime = NodeProcess.realtime(database, collector.arguments());
        api = NodeProcess.api(
                database,
                Stream.concat(
                                Stream.of(collector.arguments()),
                                Stream.of(
                                        "--devhooks.stream-url=ws://localhost:"
                                                + realtime.base().getPort() + "/stomp",
                                        "--logging.level.org.springframework.web.servlet.DispatcherServlet=DEBUG"))
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        api.close();
        realtime.close();
        collector.close();
    }

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(api.base());
        callbackUrl = merchant.createSource(SOURCE);
        token = merchant.token(SOURCE, merchant.createSecret(SOURCE));
    }

    @Test
    void anEventIsOneTraceFromItsRequestToItsReaders() {
        try (StompTestClient one = reader();
                StompTestClient other = reader()) {
            pay(callbackUrl);
            EventId event = next(one);
            assertThat(next(other)).isEqualTo(event);

            List<Collector.Received> spans = trace(event, 3);
            Collector.Received request = named("POST /in", spans);
            Collector.Received store = named("store", spans);
            Collector.Received deliver = named("deliver", spans);
            assertThat(request.id()).isEqualTo(EventTrace.of(event).spanId());
            assertThat(request.parent()).isEmpty();
            assertThat(request.service()).isEqualTo("devhooks-api");
            assertThat(request.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(request.attributes())
                    .isEqualTo(Map.of(
                            "messaging.message.id",
                            event.toString(),
                            "source.id",
                            Long.toString(event.sourceId()),
                            "outcome",
                            "accepted"));
            assertThat(store.parent()).isEqualTo(request.id());
            assertThat(store.service()).isEqualTo("devhooks-api");
            assertThat(store.attributes())
                    .containsEntry("messaging.batch.message_count", "1")
                    .containsEntry("journaled", "false")
                    .hasSize(4);
            assertThat(store.start()).isBetween(request.start(), store.end());
            assertThat(store.end()).isLessThanOrEqualTo(request.end());
            assertThat(deliver.parent()).isEqualTo(request.id());
            assertThat(deliver.service()).isEqualTo("devhooks-realtime");
            assertThat(deliver.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
            assertThat(deliver.attributes()).containsEntry("readers", "2").hasSize(3);
            assertThat(deliver.start()).isBetween(store.start(), deliver.end());
        }
    }

    @Test
    void aReplayAddsNothing() {
        pay(callbackUrl);
        try (StompTestClient late = StompTestClient.connect(token.url(), token.value())) {
            List<StompTestClient.Received> replayed =
                    late.subscribeUntilLive(token.destination(), Map.of("replay", "all"));
            EventId before = id(replayed.get(0));

            pay(callbackUrl);
            EventId after = next(late);

            // Spans of a node are sent in their order.
            trace(after, 3);
            assertThat(collector.spansOf(EventTrace.of(before).traceId()))
                    .extracting(Collector.Received::name)
                    .containsExactlyInAnyOrder("POST /in", "store");
        }
    }

    @Test
    void whatIsSecretOrBelongsToPeopleIsInNoSpan() {
        // None as they really are, since its request is in the log here.
        String resetSecret = "pr_of-nobody";
        try (StompTestClient reader = reader()) {
            merchant.send(merchant.request(api.base().resolve("/v1/password-resets/" + resetSecret))
                    .header("content-type", "application/json")
                    // What is asked for from outside is not sampled for that.
                    .header("traceparent", "00-11111111111111111111111111111111-2222222222222222-01")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"password\":\"" + Merchant.PASSWORD + "\"}")));
            pay(URI.create(callbackUrl + "/" + PHONE));
            trace(next(reader), 3);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.spans())
                        .extracting(Collector.Received::name)
                        .anyMatch(name -> name.startsWith("http put /v1/password-resets/{")));

        String ingestKey = callbackUrl.getPath().substring("/in/".length());
        assertThat(collector.spans())
                .noneMatch(span -> span.trace().startsWith("1111"))
                .extracting(Object::toString)
                .allSatisfy(span -> assertThat(span)
                        .doesNotContain(
                                ingestKey,
                                resetSecret,
                                PHONE,
                                "4711",
                                "NLJ7RT61SV",
                                "127.0.0.1",
                                token.value(),
                                merchant.email()));
    }

    @Test
    void aLineThatIsLoggedWithinARequestHasTheIdOfItsTrace() {
        assertThat(merchant.get("/v1/sources").statusCode()).isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.said("GET \\\"/v1/sources\\\"", "\"traceId\":\""))
                        .isPositive());
    }

    @Test
    void aLineAboutAnEventHasTheIdOfItsTrace() {
        EventId event;
        try (StompTestClient reader = reader()) {
            pay(callbackUrl);
            event = next(reader);
        }
        makeUnreadable(event);

        try (StompTestClient late = StompTestClient.connect(token.url(), token.value())) {
            late.send("SUBSCRIBE", Map.of("id", "sub", "destination", token.destination(), "replay", "all"), "");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(realtime.said(
                                    "cannot be read",
                                    event.toString(),
                                    "\"traceId\":\"" + EventTrace.of(event).traceId() + "\""))
                            .isPositive());
        }
    }

    /** As one that a newer version wrote. */
    private static void makeUnreadable(EventId event) {
        JdbcClient jdbc = TestPostgres.superuser(database);
        jdbc.sql("alter table devhooks.event drop constraint if exists event_by_time_body_form_check")
                .update();
        jdbc.sql("update devhooks.event set body_form = 'OF_TOMORROW' where source_id = ? and seq = ?")
                .params(event.sourceId(), event.seq())
                .update();
    }

    @Test
    void aCollectorThatHangsRefusesNoWebhookAndKeepsNoNodeFromStopping() throws Exception {
        try (Collector hanging = Collector.thatHangs()) {
            List<String> arguments = new ArrayList<>(List.of(hanging.arguments()));
            arguments.add("--management.opentelemetry.tracing.export.max-queue-size=8");
            arguments.add("--management.opentelemetry.tracing.export.max-batch-size=4");
            try (NodeProcess node = NodeProcess.api(database, arguments.toArray(String[]::new))) {
                refusesNoWebhook(node);
                assertThat(hanging.asked().await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                refusesNoWebhook(node);
            }
        }
    }

    @Test
    void aCollectorThatIsAwayRefusesNoWebhook() throws IOException {
        Collector away = Collector.start();
        away.close();
        try (NodeProcess node = NodeProcess.api(database, away.arguments())) {
            refusesNoWebhook(node);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(node.said("Failed to export spans")).isPositive());
            refusesNoWebhook(node);
        }
    }

    private void refusesNoWebhook(NodeProcess node) {
        URI there = node.base().resolve(callbackUrl.getPath());
        for (int webhook = 0; webhook < 50; webhook++) {
            pay(there);
        }
    }

    private StompTestClient reader() {
        StompTestClient reader = StompTestClient.connect(token.url(), token.value());
        reader.subscribeUntilLive(token.destination(), Map.of());
        return reader;
    }

    private void pay(URI url) {
        payments++;
        String payment = """
                {"Body": {"stkCallback": {
                  "MerchantRequestID": "29115-34620561-1", "CheckoutRequestID": "ws_CO_%d", "ResultCode": 0, "ResultDesc": "done",
                  "CallbackMetadata": {"Item": [
                    {"Name": "Amount", "Value": 4711.00}, {"Name": "MpesaReceiptNumber", "Value": "NLJ7RT61SV"},
                    {"Name": "TransactionDate", "Value": 20261127120000}, {"Name": "PhoneNumber", "Value": %s}]}}}}
                """.formatted(payments, PHONE);
        assertThat(merchant.callback(url, payment).statusCode()).isEqualTo(200);
    }

    private static EventId next(StompTestClient reader) {
        return id(reader.next());
    }

    private static EventId id(StompTestClient.Received message) {
        return EventId.parse(Merchant.JSON.readTree(message.body()).get("id").asString())
                .orElseThrow();
    }

    /** The spans of an event's trace, when there are so many. */
    private static List<Collector.Received> trace(EventId event, int count) {
        String trace = EventTrace.of(event).traceId();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.spansOf(trace)).hasSize(count));
        return collector.spansOf(trace);
    }

    private static Collector.Received named(String name, List<Collector.Received> spans) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
