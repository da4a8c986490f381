package live.devhooks.api.ingestion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How much of webhooks that have been read and not been answered a node may have in its memory. Safe for use by many threads. */
final class Room {

    /** What a webhook takes beside its body, about: its request, what was recognised, the events of the way. */
    static final int BESIDE_THE_BODY = 4 * 1024;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    Room(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Has {@code way} taken with a body of so many bytes, which count until it ends; or answers that there is no room. */
    CompletableFuture<IngestOutcome> with(int body, Supplier<CompletableFuture<IngestOutcome>> way) {
        int all = body + BESIDE_THE_BODY;
        if (bytes.addAndGet(all) > maxBytes) {
            bytes.addAndGet(-all);
            return CompletableFuture.completedFuture(new IngestOutcome.Overloaded());
        }
        return CompletableFuture.completedFuture(way)
                .thenCompose(Supplier::get)
                .whenComplete((outcome, failure) -> bytes.addAndGet(-all));
    }
}
