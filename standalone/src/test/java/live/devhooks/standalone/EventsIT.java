package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Events as the API lists them: in pages, from edge to edge, and no older than a day. */
class EventsIT extends EventJourney {

    @Autowired
    private DatabaseProperties store;

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
}
