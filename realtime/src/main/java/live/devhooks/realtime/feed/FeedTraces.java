package live.devhooks.realtime.feed;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import live.devhooks.protocol.EventTrace;
import live.devhooks.tracing.EventSpan;
import live.devhooks.tracing.EventTracer;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/**
 * The second half of each event's trace: that it was handed to the live readers, in one span for all that this node has. Readers that catch up
 * have none: what they read may be long ago, and as much as is kept. docs/operations/traces.md says what is in them.
 */
@Component
final class FeedTraces {

    private static final String DELIVER = "deliver";
    private static final AttributeKey<Long> READERS = AttributeKey.longKey("readers");

    private final EventTracer tracer;
    private final InstantSource clock;

    FeedTraces(EventTracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /** A line of the log that is about {@code reason}, with the id of the trace of its event, where that is known. */
    static LoggingEventBuilder withTrace(LoggingEventBuilder line, RuntimeException reason) {
        return reason instanceof UnreadableEventException unreadable
                ? line.addKeyValue("traceId", EventTrace.of(unreadable.event()).traceId())
                : line;
    }

    /** What was read from {@code sinceNanos} on, as {@link System#nanoTime()} counts, has been handed to the live readers. */
    void delivered(List<FeedEvent> events, long sinceNanos) {
        if (tracer.isOn() && !events.isEmpty()) {
            Instant end = clock.instant();
            Instant start = end.minusNanos(System.nanoTime() - sinceNanos);
            for (FeedEvent event : events) {
                if (event.readers() > 0) {
                    Attributes attributes = Attributes.of(READERS, (long) event.readers());
                    tracer.trace(
                            event.id(),
                            trace -> trace.follow(new EventSpan(DELIVER, SpanKind.CONSUMER, start, end, attributes)));
                }
            }
        }
    }
}
