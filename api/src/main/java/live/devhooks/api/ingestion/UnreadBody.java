package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Content;

/** What is left of the body of a request that has been answered already. Never waits for a sender who takes his time. */
final class UnreadBody {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Content.Source source;

    UnreadBody(Content.Source source) {
        this.source = source;
    }

    /** Reads what comes within a moment, and no more than so many bytes. */
    void throwAway() {
        long deadline = System.nanoTime() + MOMENT.toNanos();
        long left = source.getLength() < 0 ? MOST_BYTES : Math.min(source.getLength(), MOST_BYTES);
        boolean ended = left == 0;
        while (!ended && System.nanoTime() - deadline < 0) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } else {
                left -= chunk.remaining();
                ended = chunk.isLast() || Content.Chunk.isFailure(chunk) || left <= 0;
                chunk.release();
            }
        }
    }
}
