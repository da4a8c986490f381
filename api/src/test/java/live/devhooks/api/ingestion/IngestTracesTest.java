package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import live.devhooks.tracing.RecordedTraces;
import org.junit.jupiter.api.Test;

class IngestTracesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant ARRIVED = NOW.minusMillis(5);
    private static final EventId EVENT = new EventId(7, 1);
    private static final IngestOutcome ACCEPTED = new IngestOutcome.Accepted(EVENT, "stk.success");

    private final RecordedTraces recorded = RecordedTraces.ofShare(1);
    private final IngestTraces traces = new IngestTraces(recorded.tracer(), InstantSource.fixed(NOW));

    @Test
    void aRequestIsTheFirstSpanOfItsEvent() {
        traces.answered(ACCEPTED, System.nanoTime() - Duration.ofMillis(3).toNanos());

        assertThat(recorded.spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("POST /in");
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getSpanId()).isEqualTo(EventTrace.of(EVENT).spanId());
            assertThat(span.getEndEpochNanos()).isEqualTo(nanos(NOW));
            assertThat(span.getStartEpochNanos()).isLessThanOrEqualTo(nanos(NOW.minusMillis(3)));
            assertThat(span.getAttributes().asMap())
                    .isEqualTo(attributes("outcome", "accepted").asMap());
        });
    }

    @Test
    void whatBecameNoEventHasNone() {
        long now = System.nanoTime();

        traces.answered(new IngestOutcome.Duplicate("stk.success"), now);
        traces.answered(new IngestOutcome.Journaled("stk.success"), now);
        traces.answered(new IngestOutcome.Unavailable(), now);
        traces.stored(List.of(event(false)), List.of(new IngestOutcome.Duplicate("stk.success")));

        assertThat(recorded.spans()).isEmpty();
    }

    @Test
    void itsWayIntoTheStoreFollowsIt() {
        traces.stored(List.of(event(false), event(false)), List.of(new IngestOutcome.UnknownKey(), ACCEPTED));

        assertThat(recorded.spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("store");
            assertThat(span.getTraceId()).isEqualTo(EventTrace.of(EVENT).traceId());
            assertThat(span.getParentSpanId()).isEqualTo(EventTrace.of(EVENT).spanId());
            assertThat(span.getStartEpochNanos()).isEqualTo(nanos(ARRIVED));
            assertThat(span.getEndEpochNanos()).isEqualTo(nanos(NOW));
            assertThat(span.getAttributes().asMap())
                    .isEqualTo(attributes("journaled", false).toBuilder()
                            .put("messaging.batch.message_count", 2)
                            .build()
                            .asMap());
        });
    }

    @Test
    void oneThatComesOutOfTheJournalHasItsRequestThen() {
        traces.stored(List.of(event(true)), List.of(ACCEPTED));

        List<SpanData> spans = recorded.spans();
        assertThat(spans).extracting(SpanData::getName).containsExactly("POST /in", "store");
        assertThat(spans.get(0).getSpanId()).isEqualTo(EventTrace.of(EVENT).spanId());
        assertThat(spans.get(0).getStartEpochNanos()).isEqualTo(nanos(ARRIVED));
        assertThat(spans.get(0).getAttributes().asMap())
                .isEqualTo(attributes("outcome", "journaled").asMap());
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        assertThat(spans.get(1).getAttributes().get(AttributeKey.booleanKey("journaled")))
                .isTrue();
    }

    private static Attributes attributes(String name, Object value) {
        var attributes = Attributes.builder()
                .put("messaging.message.id", EVENT.toString())
                .put("source.id", EVENT.sourceId());
        return value instanceof Boolean flag
                ? attributes.put(name, flag).build()
                : attributes.put(name, value.toString()).build();
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static IncomingEvent event(boolean isPromised) {
        return new IncomingEvent(
                IngestSource.ofTakenEvent(EVENT.sourceId(), new UUID(0, 1), 1),
                Optional.empty(),
                "stk.success",
                "{}",
                "application/json",
                new Sender("127.0.0.1", ""),
                new EventBody(EventBody.Form.JSON, new byte[] {'{', '}'}),
                new EventKey(new UUID(0, 2), Duration.ZERO),
                ARRIVED,
                isPromised);
    }
}
