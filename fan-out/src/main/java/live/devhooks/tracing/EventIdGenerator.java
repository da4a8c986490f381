package live.devhooks.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import live.devhooks.protocol.EventTrace;

/**
 * Random ids, but for the first span of an event, whose ids are those of its {@link EventTrace}. The SDK asks for ids on the thread that starts
 * a span, and says not which; so they are left there for it. Safe for use by many threads.
 */
final class EventIdGenerator implements IdGenerator {

    private static final ThreadLocal<EventTrace> STARTING = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** Starts the first span of an event. */
    static Span start(SpanBuilder first, EventTrace trace) {
        STARTING.set(trace);
        try {
            return first.setNoParent().startSpan();
        } finally {
            STARTING.remove();
        }
    }

    @Override
    public String generateSpanId() {
        EventTrace starting = STARTING.get();
        return starting == null ? random.generateSpanId() : starting.spanId();
    }

    @Override
    public String generateTraceId() {
        EventTrace starting = STARTING.get();
        return starting == null ? random.generateTraceId() : starting.traceId();
    }

    /** A hash is as good as random. */
    @Override
    public boolean generatesRandomTraceIds() {
        return random.generatesRandomTraceIds();
    }
}
