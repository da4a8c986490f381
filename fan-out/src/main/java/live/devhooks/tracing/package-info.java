/** Traces of events, from the request that brought one to the readers that it was handed to, by OpenTelemetry; off unless a collector is named. */
@NullMarked
package live.devhooks.tracing;

import org.jspecify.annotations.NullMarked;
