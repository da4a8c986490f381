package live.devhooks.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTracerTest {

    private static final EventId EVENT = new EventId(7, 1);
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final EventSpan SPAN =
            new EventSpan("a part", SpanKind.SERVER, START, START.plusMillis(3), Attributes.empty());
    private static final int EVENTS = 10_000;

    private InMemorySpanExporter exported = InMemorySpanExporter.create();
    private SdkTracerProvider provider = provider(Sampler.alwaysOff());

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theFirstSpanHasTheIdsOfTheEventAndOthersFollowIt() {
        EventTracer tracer = tracer(1);

        tracer.trace(EVENT, trace -> {
            trace.begin(SPAN);
            trace.follow(SPAN);
        });

        EventTrace ids = EventTrace.of(EVENT);
        List<SpanData> spans = exported();
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
        EventTracer tracer = tracer(1);

        tracer.trace(EVENT, trace -> trace.begin(SPAN));
        Span other = provider.get("test").spanBuilder("of a request").startSpan();
        other.end();

        assertThat(other.getSpanContext().getTraceId())
                .isNotEqualTo(EventTrace.of(EVENT).traceId());
    }

    @Test
    void aSpanThatIsOpenOnTheThreadIsNoneOfTheEvents() {
        EventTracer tracer = tracer(1);
        Span request = provider.get("test").spanBuilder("of a request").startSpan();

        try (var scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            tracer.trace(EVENT, trace -> trace.begin(SPAN));
        }

        assertThat(exported()).singleElement().satisfies(span -> {
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
        EventTracer tracer = tracer(0.1);

        for (int seq = 1; seq <= 1_000; seq++) {
            tracer.trace(new EventId(7, seq), trace -> {
                trace.begin(SPAN);
                trace.follow(SPAN);
            });
        }

        List<SpanData> spans = exported();
        assertThat(spans).isNotEmpty().hasSizeLessThan(1_000);
        assertThat(spans.stream().filter(span -> !span.getParentSpanContext().isValid()))
                .hasSize(spans.size() / 2);
    }

    @Test
    void whatGoesWrongWithATraceDoesNotReachWhoAsked() {
        EventTracer tracer = tracer(1);

        tracer.trace(EVENT, trace -> {
            throw new IllegalStateException("a mistake of ours");
        });
        tracer.trace(EVENT, trace -> trace.begin(SPAN));

        assertThat(exported()).hasSize(1);
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
        EventTracer tracer = tracer(share);
        Set<EventId> sampled = new HashSet<>();
        for (int seq = 1; seq <= EVENTS; seq++) {
            EventId event = new EventId(7, seq);
            tracer.trace(event, trace -> sampled.add(event));
        }
        return sampled;
    }

    /** As Boot configures it by default. */
    private EventTracer tracer(double share) {
        Sampler sampler = Sampler.parentBased(Sampler.traceIdRatioBased(share));
        provider.close();
        exported = InMemorySpanExporter.create();
        provider = provider(sampler);
        return EventTracer.by(provider.get("test"), sampler);
    }

    private SdkTracerProvider provider(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setIdGenerator(new EventIdGenerator())
                .setSampler(sampler)
                .addSpanProcessor(BatchSpanProcessor.builder(exported).build())
                .build();
    }

    private List<SpanData> exported() {
        provider.forceFlush().join(10, TimeUnit.SECONDS);
        return exported.getFinishedSpanItems();
    }
}
