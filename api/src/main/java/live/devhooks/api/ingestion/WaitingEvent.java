package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * An event and the request that waits for it.
 *
 * @param event what is to be written
 * @param outcome completed with what became of it
 * @param sinceNanos when the request began to wait, as {@link System#nanoTime()} counts
 */
record WaitingEvent(IncomingEvent event, CompletableFuture<IngestOutcome> outcome, long sinceNanos) {

    static WaitingEvent of(IncomingEvent event) {
        return new WaitingEvent(event, new CompletableFuture<>(), System.nanoTime());
    }

    long sourceId() {
        return event.source().id();
    }

    int bytes() {
        return event.body().bytes().length;
    }

    /** Whether the request still waits. */
    boolean isWithin(Duration timeout) {
        return System.nanoTime() - sinceNanos < timeout.toNanos();
    }
}
