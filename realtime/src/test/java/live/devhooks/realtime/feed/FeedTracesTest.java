package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import live.devhooks.protocol.EventTypes;
import live.devhooks.tracing.RecordedTraces;
import org.junit.jupiter.api.Test;

class FeedTracesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final RecordedTraces recorded = RecordedTraces.ofShare(1);
    private final FeedTraces traces = new FeedTraces(recorded.tracer(), InstantSource.fixed(NOW));

    @Test
    void anEventThatReadersWereHandedHasOneSpanForAllOfThem() {
        FeedEvent ofNobody = event(1);
        FeedEvent ofTwo = event(2);
        assertThat(ofTwo.handOver()).isTrue();
        assertThat(ofTwo.handOver()).isFalse();

        traces.delivered(
                List.of(ofNobody, ofTwo),
                System.nanoTime() - Duration.ofMillis(3).toNanos());

        assertThat(recorded.spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("deliver");
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getTraceId()).isEqualTo(EventTrace.of(ofTwo.id()).traceId());
            assertThat(span.getParentSpanId())
                    .isEqualTo(EventTrace.of(ofTwo.id()).spanId());
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isGreaterThanOrEqualTo(3_000_000);
            assertThat(span.getAttributes().get(AttributeKey.longKey("readers")))
                    .isEqualTo(2);
        });
    }

    private static FeedEvent event(long seq) {
        return new FeedEvent(new Event(
                new EventId(7, seq),
                "payment-flow",
                Optional.empty(),
                EventTypes.WEBHOOK,
                NOW,
                "{}",
                new EventBody(EventBody.Form.JSON, "{}".getBytes(StandardCharsets.UTF_8))));
    }
}
