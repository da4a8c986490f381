package live.devhooks.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Events as the API gives them: in pages, and one in detail. */
class EventsIT extends Journey {

    private static final String EVENTS = "/v1/sources/payment-flow/events";

    @Autowired
    private DatabaseProperties store;

    private Merchant merchant;
    private URI callbackUrl;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @Test
    void pagesHaveNoGapAndNoDoubleWhileEventsArrive() {
        IntStream.range(0, 30).forEach(n -> post("", "{\"n\":" + n + "}"));
        List<Long> seqs = new ArrayList<>();

        @Nullable String next = "";
        int pages = 0;
        while (next != null) {
            JsonNode page = list("?limit=7&before=" + next);
            seqs.addAll(seqs(page));
            next = page.get("next").isNull() ? null : page.get("next").asString();
            pages++;
            post("", "{\"while\":" + pages + "}");
        }

        assertThat(pages).isEqualTo(5);
        assertThat(seqs).isEqualTo(IntStream.range(0, 30).mapToObj(n -> 30L - n).toList());
    }

    @Test
    void theLastPageSaysThatItIsTheLast() {
        IntStream.range(0, 4).forEach(n -> post("", "{\"n\":" + n + "}"));

        JsonNode full = list("?limit=2");
        JsonNode last = list("?limit=2&before=" + full.get("next").asString());

        assertThat(seqs(full)).containsExactly(4L, 3L);
        assertThat(seqs(last)).containsExactly(2L, 1L);
        assertThat(last.get("next").isNull()).isTrue();
        assertThat(list("?limit=200").get("next").isNull()).isTrue();
    }

    @Test
    void anEventIsTheSameToTheLastByteAsInAStream() {
        String secret = merchant.createSecret("payment-flow");
        post(
                "",
                Merchant.JSON
                        .readTree(DarajaSamplesIT.sample("stk_success_2022_raw"))
                        .toString());
        String streamed;
        try (SseTestClient client = SseTestClient.open(
                base().resolve("/v1/sources/payment-flow/stream?replay=all"),
                Map.of("authorization", "Bearer " + secret))) {
            streamed = client.next().data();
        }

        String listed = Merchant.showing(base(), secret).get(EVENTS).body();

        assertThat(listed).isEqualTo("{\"events\":[" + streamed + "],\"next\":null}");
    }

    @Test
    void anEdgeIsAnEventOrATimeAndNoPartOfThePage() {
        IntStream.range(0, 5).forEach(n -> post("", "{\"n\":" + n + "}"));
        JsonNode all = list("").get("events");
        String third = all.at("/2/id").asString();
        Instant thirdAt = Instant.parse(all.at("/2/receivedAt").asString());

        assertThat(seqs(list("?after=" + third))).containsExactly(5L, 4L);
        assertThat(seqs(list("?before=" + third))).containsExactly(2L, 1L);
        assertThat(seqs(list("?before=" + all.at("/1/id").asString() + "&after="
                        + all.at("/3/id").asString())))
                .containsExactly(3L);
        assertThat(seqs(list("?after=" + thirdAt))).doesNotContain(3L).contains(5L);
        assertThat(seqs(list("?before=" + thirdAt))).doesNotContain(3L).contains(1L);
        assertThat(seqs(list("?before=" + thirdAt.plusNanos(1_001) + "&after=" + thirdAt.minusNanos(1_001))))
                .contains(3L);
        assertThat(seqs(list("?after=" + Instant.now().plusSeconds(60)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before=yesterday",
                "before=2026-13-24T02:11:09Z",
                "after=%2B1000000000-12-31T23:59:59Z",
                "after=evt_nonsense",
                "after=evt_00000000000010000000000001",
                "status=settled",
                "type=payment",
                "limit=0",
                "limit=201",
                "limit=many",
                "q=%00",
                "session=a%00b"
            })
    void aBadParameterIsNamed(String parameter) {
        HttpResponse<String> answer = merchant.get(EVENTS + "?" + parameter);

        isProblem(answer, 400, "invalid-field");
        assertThat(answer.body()).contains("\"field\":\"" + parameter.split("=", 2)[0] + "\"");
    }

    @Test
    void parametersWithoutAValueSayNothing() {
        post("", "{}");

        assertThat(seqs(list("?session=&type=&status=&q=&after=&before=&limit=")))
                .containsExactly(1L);
    }

    @Test
    void nothingIsGivenOutThatIsOlderThanADay() {
        post("", "{\"n\":\"gone\"}");
        post("", "{\"n\":\"kept\"}");
        JsonNode events = list("").get("events");
        String kept = events.at("/0/id").asString();
        String gone = events.at("/1/id").asString();
        receivedBefore(gone, Duration.ofHours(24).plusSeconds(1));
        receivedBefore(kept, Duration.ofHours(24).minusSeconds(60));

        assertThat(seqs(list(""))).containsExactly(2L);
        assertThat(seqs(list("?q=gone"))).isEmpty();
        assertThat(seqs(list("?after=2000-01-01T00:00:00Z"))).containsExactly(2L);
        assertThat(merchant.get(EVENTS + "/" + kept).statusCode()).isEqualTo(200);
        isProblem(merchant.get(EVENTS + "/" + gone), 404, "not-found");
        isProblem(merchant.get(EVENTS + "/" + gone + "/raw"), 404, "not-found");
    }

    /** Moves an event back in time, which nobody but a superuser can. */
    private void receivedBefore(String id, Duration age) {
        JdbcClient superuser = TestPostgres.superuser(store);
        Instant at = Instant.now().minus(age);
        EventId place = EventId.parse(id).orElseThrow();
        superuser
                .sql("select devhooks.make_event_partitions(cast(? as timestamptz))")
                .param(at.toString())
                .query()
                .listOfRows();
        assertThat(superuser
                        .sql(
                                "update devhooks.event set received_at = cast(? as timestamptz) where source_id = ? and seq = ?")
                        .params(at.toString(), place.sourceId(), place.seq())
                        .update())
                .isOne();
    }

    @Test
    void anEventIsToldOfInDetail() {
        HttpResponse<String> taken = merchant.send(HttpRequest.newBuilder(URI.create(callbackUrl + "/order-1"))
                .header("content-type", "application/json;charset=UTF-8")
                .header("User-Agent", "daraja unit")
                .header("Businessshortcode", "174379")
                .header("Authorization", "Bearer swordfish")
                .header("Cookie", "session=swordfish")
                .header("X-Api-Key", "swordfish")
                .POST(HttpRequest.BodyPublishers.ofString(DarajaSamplesIT.sample("stk_success_2022_raw"))));
        assertThat(taken.statusCode()).isEqualTo(200);
        JsonNode listed = list("").at("/events/0");

        HttpResponse<String> answer =
                merchant.get(EVENTS + "/" + listed.get("id").asString());

        JsonNode details = json(answer, 200);
        listed.properties()
                .forEach(member -> assertThat(details.get(member.getKey())).isEqualTo(member.getValue()));
        assertThat(details.at("/headers/content-type").asString())
                .isEqualToIgnoringCase("application/json;charset=UTF-8");
        assertThat(details.at("/headers/businessshortcode").asString()).isEqualTo("174379");
        assertThat(details.at("/headers/user-agent").asString()).startsWith("daraja");
        assertThat(answer.body()).doesNotContain("swordfish");
        assertThat(details.get("sourceAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(details.get("bytes").asInt())
                .isEqualTo(DarajaSamplesIT.sample("stk_success_2022_raw").getBytes(UTF_8).length);
        assertThat(Instant.parse(details.get("durableAt").asString()))
                .isBetween(Instant.parse(details.get("receivedAt").asString()), Instant.now());
    }

    @Test
    void anEventTellsHowOftenItsWebhookCameOnceMore() {
        post("", "{\"twice\": true}");
        String path = EVENTS + "/" + list("").at("/events/0/id").asString();
        JsonNode before = json(merchant.get(path), 200);
        assertThat(before.get("duplicates").asLong()).isZero();
        assertThat(before.get("lastDuplicateAt").isNull()).isTrue();

        post("", "{\"twice\": true}");
        post("", "{\"twice\": true}");

        JsonNode after = json(merchant.get(path), 200);
        assertThat(after.get("duplicates").asLong()).isEqualTo(2);
        assertThat(Instant.parse(after.get("lastDuplicateAt").asString()))
                .isBetween(Instant.parse(after.get("receivedAt").asString()), Instant.now());
        assertThat(list("").get("events").size()).isEqualTo(1);
    }

    @Test
    void whatIsNoEventOfTheSourceIsNotFound() {
        post("", "{}");
        String id = list("").at("/events/0/id").asString();
        EventId place = EventId.parse(id).orElseThrow();
        merchant.createSource("other-flow");
        Merchant stranger = Merchant.signUp(base());
        stranger.createSource("payment-flow");

        for (String path : List.of("nonsense", new EventId(place.sourceId(), 2).toString(), "evt_")) {
            isProblem(merchant.get(EVENTS + "/" + path), 404, "not-found");
        }
        isProblem(merchant.get("/v1/sources/other-flow/events/" + id), 404, "not-found");
        isProblem(stranger.get(EVENTS + "/" + id), 404, "not-found");
        isProblem(stranger.get(EVENTS + "/" + id + "/raw"), 404, "not-found");
        assertThat(seqs(json(stranger.get(EVENTS), 200))).isEmpty();
        assertThat(stranger.get(EVENTS + "/" + id).body())
                .isEqualTo(stranger.get(EVENTS + "/" + new EventId(1, 1)).body());
    }

    @Test
    void aCredentialIsInTheRawBodyAndNowhereElse() {
        String body = DarajaSamplesIT.sample("b2c_timeout_echoed_request");
        String credential =
                Merchant.JSON.readTree(body).get("SecurityCredential").asString();
        post("/queue-timeout", body);
        HttpResponse<String> listed = merchant.get(EVENTS);
        String id = json(listed, 200).at("/events/0/id").asString();

        HttpResponse<String> details = merchant.get(EVENTS + "/" + id);

        assertThat(listed.body()).doesNotContain(credential).contains("[redacted]");
        assertThat(details.body()).doesNotContain(credential).contains("[redacted]");
        assertThat(seqs(list("?q=" + encoded(credential)))).isEmpty();
        assertThat(seqs(list("?q=testapi"))).containsExactly(1L);
        assertThat(merchant.get(EVENTS + "/" + id + "/raw").body()).isEqualTo(body);
    }

    @Test
    void aRawBodyIsWhatCameAndHarmlessInABrowser() {
        byte[] all = new byte[512];
        IntStream.range(0, all.length).forEach(at -> all[at] = (byte) at);
        post("text/html; charset=iso-8859-1", all);
        String id = list("").at("/events/0/id").asString();

        HttpResponse<byte[]> raw = raw(id);

        assertThat(raw.body()).isEqualTo(all);
        assertThat(header(raw, "content-type")).isEqualToIgnoringCase("text/html;charset=iso-8859-1");
        assertThat(header(raw, "content-disposition")).isEqualTo("attachment; filename=\"" + id + ".bin\"");
        assertThat(header(raw, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(raw, "content-security-policy")).isEqualTo("default-src 'none'; sandbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "nonsense", "text/plain; charset=\"", "image/svg+xml"})
    void whateverTypeABodyCameWithItCanBeHad(String contentType) {
        post(contentType, "<svg/>".getBytes(UTF_8));

        HttpResponse<byte[]> raw = raw(list("").at("/events/0/id").asString());

        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.body()).isEqualTo("<svg/>".getBytes(UTF_8));
        assertThat(header(raw, "content-type")).isIn("application/octet-stream", "image/svg+xml");
    }

    @Test
    void bodiesOfAllKindsAreListedFoundAndGivenBack() {
        List<byte[]> bodies = List.of(
                "null\0byte".getBytes(UTF_8),
                "{\"name\":\"محمد \u202Eمقلوب\"}".getBytes(UTF_8),
                ("\"" + "x".repeat(256 * 1024 - 12) + "the end\"").getBytes(UTF_8),
                new byte[] {(byte) 0xC3, 'l', 'a', 't', 'i', 'n', '-', '1'});
        bodies.forEach(body -> post("application/octet-stream", body));

        JsonNode events = list("").get("events");

        assertThat(events).hasSize(bodies.size());
        for (int at = 0; at < bodies.size(); at++) {
            assertThat(raw(events.get(bodies.size() - 1 - at).get("id").asString())
                            .body())
                    .isEqualTo(bodies.get(at));
        }
        assertThat(seqs(list("?q=NULL"))).containsExactly(1L);
        assertThat(seqs(list("?q=" + encoded("محمد")))).containsExactly(2L);
        assertThat(seqs(list("?q=the+end"))).containsExactly(3L);
        assertThat(seqs(list("?q=LATIN-1"))).containsExactly(4L);
    }

    @Test
    void aPageOfLargeBodiesEndsEarlyAndGoesOn() {
        for (int n = 0; n < 20; n++) {
            post("", "{\"n\":" + n + ",\"text\":\"" + "x".repeat(250 * 1024) + "\"}");
        }

        JsonNode first = list("");
        JsonNode second = list("?before=" + first.get("next").asString());

        assertThat(first.get("events").size()).isBetween(10, 17);
        List<Long> seqs = new ArrayList<>(seqs(first));
        seqs.addAll(seqs(second));
        assertThat(seqs).isEqualTo(IntStream.range(0, 20).mapToObj(n -> 20L - n).toList());
        assertThat(second.get("next").isNull()).isTrue();
    }

    private HttpResponse<byte[]> raw(String id) {
        return merchant.sendFor(
                merchant.request(base().resolve(EVENTS + "/" + id + "/raw")).GET(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private JsonNode list(String query) {
        return json(merchant.get(EVENTS + query), 200);
    }

    private static List<Long> seqs(JsonNode page) {
        return page.get("events")
                .valueStream()
                .map(event -> event.get("seq").asLong())
                .toList();
    }

    private void post(String segment, String body) {
        assertThat(merchant.callback(URI.create(callbackUrl + segment), body).statusCode())
                .isEqualTo(200);
    }

    private void post(String contentType, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(callbackUrl).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("content-type", contentType);
        }
        assertThat(merchant.send(request).statusCode()).isEqualTo(200);
    }
}
