package live.devhooks.api.ingestion;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is left of the body of a request that has been answered already. Never waits for a sender who takes his time. */
final class UnreadBody {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int CHUNK_BYTES = 8 * 1024;

    private final ServletInputStream input;
    private final long statedLength;

    UnreadBody(HttpServletRequest request) throws IOException {
        this.input = request.getInputStream();
        this.statedLength = request.getContentLengthLong();
    }

    /** Reads what comes within a moment, and no more than so many bytes. */
    void throwAway() throws IOException {
        long deadline = System.nanoTime() + MOMENT.toNanos();
        byte[] chunk = new byte[CHUNK_BYTES];
        long left = statedLength < 0 ? MOST_BYTES : Math.min(statedLength, MOST_BYTES);
        while (left > 0 && !input.isFinished() && System.nanoTime() < deadline) {
            if (input.available() > 0) {
                left -= Math.max(0, input.read(chunk));
            } else {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
