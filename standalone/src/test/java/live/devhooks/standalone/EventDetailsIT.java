package live.devhooks.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import live.devhooks.protocol.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One event as the API gives it: in detail, and its raw body. */
class EventDetailsIT extends EventJourney {

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

    private void post(String contentType, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(callbackUrl).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("content-type", contentType);
        }
        assertThat(merchant.send(request).statusCode()).isEqualTo(200);
    }
}
