package live.devhooks.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the traces of events. Which of them are sampled is decided by their ids alone; so every node, and each time that an event
 * comes by, decides the same. Spans are handed to a bounded queue: nobody waits for a collector. Safe for use by many threads.
 */
public final class EventTracer {

    private static final Logger LOG = LoggerFactory.getLogger(EventTracer.class);

    private final @Nullable By by;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    private record By(Tracer tracer, Sampler sampler) {}

    private EventTracer(@Nullable By by) {
        this.by = by;
    }

    /** One that writes none. */
    public static EventTracer off() {
        return new EventTracer(null);
    }

    /** One that writes those that {@code sampler} takes, by a {@code tracer} whose ids come from an {@link EventIdGenerator}. */
    static EventTracer by(Tracer tracer, Sampler sampler) {
        return new EventTracer(new By(tracer, sampler));
    }

    /** Whether there are traces at all. */
    public boolean isOn() {
        return by != null;
    }

    /** Has {@code spans} add to the trace of {@code event}, if that is sampled. What goes wrong with it is logged: no event suffers from its trace. */
    public void trace(EventId event, Consumer<SampledTrace> spans) {
        if (by == null) {
            return;
        }
        try {
            EventTrace ids = EventTrace.of(event);
            if (isSampled(by.sampler, ids)) {
                spans.accept(new SampledTrace(by.tracer, event, ids));
            }
        } catch (RuntimeException e) {
            if (!hasFailed.getAndSet(true)) {
                LOG.warn("a span could not be written, which is not told again", e);
            }
        }
    }

    private static boolean isSampled(Sampler sampler, EventTrace ids) {
        return sampler.shouldSample(Context.root(), ids.traceId(), "", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }
}
