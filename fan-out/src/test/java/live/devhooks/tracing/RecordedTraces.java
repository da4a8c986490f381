package live.devhooks.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Traces as a node writes them, kept for a test to look at. */
public final class RecordedTraces {

    private static final long PATIENCE_SECONDS = 10;

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final EventTracer events;

    private RecordedTraces(double share) {
        Sampler sampler = Sampler.parentBased(Sampler.traceIdRatioBased(share));
        this.provider = SdkTracerProvider.builder()
                .setIdGenerator(new EventIdGenerator())
                .setSampler(sampler)
                .addSpanProcessor(BatchSpanProcessor.builder(new Recorder()).build())
                .build();
        this.tracer = provider.get("test");
        this.events = EventTracer.by(tracer, sampler);
    }

    private final class Recorder implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** Of so many of the events, from 0 to 1. */
    public static RecordedTraces ofShare(double share) {
        return new RecordedTraces(share);
    }

    /** What writes them. */
    public EventTracer tracer() {
        return events;
    }

    /** A span that is none of an event's. */
    Span startOther() {
        return tracer.spanBuilder("of a request").startSpan();
    }

    /** All that have ended until now, in that order. */
    public List<SpanData> spans() {
        provider.forceFlush().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return spans;
    }
}
