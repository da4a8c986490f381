package live.devhooks.api.ingestion;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import live.devhooks.protocol.EventId;
import live.devhooks.tracing.EventSpan;
import live.devhooks.tracing.EventTracer;
import org.springframework.stereotype.Component;

/**
 * The first half of each event's trace: its request, and in that its way into the store. An event has its id, and so its trace, only when it is
 * there; so spans are written afterwards. What became no event has none. docs/operations/traces.md says what is in them.
 */
@Component
final class IngestTraces {

    private static final String REQUEST = "POST /in";
    private static final String STORE = "store";

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    private static final AttributeKey<Boolean> JOURNALED = AttributeKey.booleanKey("journaled");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final Attributes ACCEPTED = Attributes.of(OUTCOME, "accepted");
    private static final Attributes LATER = Attributes.of(OUTCOME, "journaled");

    private final EventTracer tracer;
    private final InstantSource clock;

    IngestTraces(EventTracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /** It is known how a webhook is answered, whose request came at {@code sinceNanos}, as {@link System#nanoTime()} counts. */
    void answered(IngestOutcome outcome, long sinceNanos) {
        if (tracer.isOn() && outcome instanceof IngestOutcome.Accepted accepted) {
            Instant end = clock.instant();
            Instant start = end.minusNanos(System.nanoTime() - sinceNanos);
            tracer.trace(
                    accepted.id(), trace -> trace.begin(new EventSpan(REQUEST, SpanKind.SERVER, start, end, ACCEPTED)));
        }
    }

    /** A batch has been committed. */
    void stored(List<IncomingEvent> batch, List<IngestOutcome> outcomes) {
        if (tracer.isOn()) {
            Instant committed = clock.instant();
            for (int at = 0; at < batch.size(); at++) {
                if (outcomes.get(at) instanceof IngestOutcome.Accepted accepted) {
                    stored(batch.get(at), accepted.id(), batch.size(), committed);
                }
            }
        }
    }

    /** Of one that comes out of the journal nobody knew the id when it was answered; nor, now, how long that took. */
    private void stored(IncomingEvent event, EventId id, int batchSize, Instant committed) {
        tracer.trace(id, trace -> {
            Instant arrived = event.arrivedAt();
            if (event.isPromised()) {
                trace.begin(new EventSpan(REQUEST, SpanKind.SERVER, arrived, arrived, LATER));
            }
            Attributes attributes = Attributes.of(JOURNALED, event.isPromised(), BATCH, (long) batchSize);
            trace.follow(new EventSpan(STORE, SpanKind.INTERNAL, arrived, committed, attributes));
        });
    }
}
