package live.devhooks.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;

/**
 * A part of an event's way, once it is over.
 *
 * @param name what was done
 * @param kind which side of which kind of exchange it is
 * @param start when that began
 * @param end when it was done
 * @param attributes what is to be known of it, beside which event it was: nothing that is secret or belongs to people
 */
public record EventSpan(String name, SpanKind kind, Instant start, Instant end, Attributes attributes) {}
