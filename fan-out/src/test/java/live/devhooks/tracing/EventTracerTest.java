package live.devhooks.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import org.junit.jupiter.api.Test;

class EventTracerTest {

    private static final EventId EVENT = new EventId(7, 1);
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final EventSpan SPAN =
            new EventSpan("a part", SpanKind.SERVER, START, START.plusMillis(3), Attributes.empty());
    private static final int EVENTS = 10_000;

    @Test
    void theFirstSpanHasTheIdsOfTheEventAndOthersFollowIt() {
        RecordedTraces traces = RecordedTraces.ofShare(1);

        traces.tracer().trace(EVENT, trace -> {
            trace.begin(SPAN);
            trace.follow(SPAN);
        });

        EventTrace ids = EventTrace.of(EVENT);
        List<SpanData> spans = traces.spans();
        assertThat(spans).extracting(SpanData::getTraceId).containsExactly(ids.traceId(), ids.traceId());
        assertThat(spans.get(0).getSpanId()).isEqualTo(ids.spanId());
        assertThat(spans.get(0).getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(spans.get(1).getSpanId()).isNotEqualTo(ids.spanId());
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(ids.spanId());
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(3_000_000);
            assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(START.getEpochSecond()));
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
                    .isEqualTo(EVENT.toString());
        });
    }

    @Test
    void aSpanOfSomethingElseHasIdsOfItsOwn() {
        RecordedTraces traces = RecordedTraces.ofShare(1);

        traces.tracer().trace(EVENT, trace -> trace.begin(SPAN));
        Span other = traces.startOther();
        other.end();

        assertThat(other.getSpanContext().getTraceId())
                .isNotEqualTo(EventTrace.of(EVENT).traceId());
    }

    @Test
    void aSpanThatIsOpenOnTheThreadIsNoneOfTheEvents() {
        RecordedTraces traces = RecordedTraces.ofShare(1);
        Span request = traces.startOther();

        try (var scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            traces.tracer().trace(EVENT, trace -> trace.begin(SPAN));
        }

        assertThat(traces.spans()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(EventTrace.of(EVENT).traceId());
            assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        });
    }

    @Test
    void ofAShareOfOneAllAreSampledAndOfNoneNone() {
        assertThat(sampled(1)).hasSize(EVENTS);
        assertThat(sampled(0)).isEmpty();
    }

    /** A tenth of 10,000 is 1,000; seven standard deviations are 210. */
    @Test
    void ofAShareOfATenthAboutATenthIsSampledAndTheSameEverywhere() {
        Set<EventId> sampled = sampled(0.1);

        assertThat(sampled).hasSizeBetween(790, 1_210).isEqualTo(sampled(0.1));
        assertThat(sampled(0.2)).containsAll(sampled);
    }

    @Test
    void whatIsSampledIsWrittenWholeOrNotAtAll() {
        RecordedTraces traces = RecordedTraces.ofShare(0.1);

        for (int seq = 1; seq <= 1_000; seq++) {
            traces.tracer().trace(new EventId(7, seq), trace -> {
                trace.begin(SPAN);
                trace.follow(SPAN);
            });
        }

        List<SpanData> spans = traces.spans();
        assertThat(spans).isNotEmpty().hasSizeLessThan(1_000);
        assertThat(spans.stream().filter(span -> !span.getParentSpanContext().isValid()))
                .hasSize(spans.size() / 2);
    }

    @Test
    void whatGoesWrongWithATraceDoesNotReachWhoAsked() {
        RecordedTraces traces = RecordedTraces.ofShare(1);

        traces.tracer().trace(EVENT, trace -> {
            throw new IllegalStateException("a mistake of ours");
        });
        traces.tracer().trace(EVENT, trace -> trace.begin(SPAN));

        assertThat(traces.spans()).hasSize(1);
    }

    @Test
    void offItAsksForNothing() {
        EventTracer tracer = EventTracer.off();

        assertThat(tracer.isOn()).isFalse();
        tracer.trace(EVENT, trace -> {
            throw new AssertionError("there is no trace to add to");
        });
    }

    private Set<EventId> sampled(double share) {
        EventTracer tracer = RecordedTraces.ofShare(share).tracer();
        Set<EventId> sampled = new HashSet<>();
        for (int seq = 1; seq <= EVENTS; seq++) {
            EventId event = new EventId(7, seq);
            tracer.trace(event, trace -> sampled.add(event));
        }
        return sampled;
    }
}
