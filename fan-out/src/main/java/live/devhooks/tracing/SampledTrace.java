package live.devhooks.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;

/** The trace of an event that is among those which are sampled. */
public final class SampledTrace {

    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<Long> SOURCE = AttributeKey.longKey("source.id");

    private final Tracer tracer;
    private final EventId event;
    private final EventTrace ids;

    SampledTrace(Tracer tracer, EventId event, EventTrace ids) {
        this.tracer = tracer;
        this.event = event;
        this.ids = ids;
    }

    /** Adds the first span, which has the ids of the event. */
    public void begin(EventSpan span) {
        end(EventIdGenerator.start(builder(span), ids), span);
    }

    /** Adds a span that follows the first one, of whatever node that is. */
    public void follow(EventSpan span) {
        SpanContext first = SpanContext.createFromRemoteParent(
                ids.traceId(), ids.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
        end(builder(span).setParent(Context.root().with(Span.wrap(first))).startSpan(), span);
    }

    private SpanBuilder builder(EventSpan span) {
        return tracer.spanBuilder(span.name())
                .setSpanKind(span.kind())
                .setStartTimestamp(span.start())
                .setAllAttributes(span.attributes())
                .setAttribute(EVENT, event.toString())
                .setAttribute(SOURCE, event.sourceId());
    }

    private static void end(Span started, EventSpan span) {
        started.end(span.end());
    }
}
