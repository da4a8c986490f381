package live.devhooks.api.ingestion;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** Reads a request's body within a bound of size and one of time: a body that trickles in holds a thread. */
final class BodyReader implements Webhook.Body {

    /** Most room that is made for a body before any of it has come, whatever length it is said to have. */
    private static final int MAX_FIRST_BYTES = 16 * 1024;

    private final ServletInputStream input;
    private final long statedLength;
    private final Duration timeout;

    /** Reads {@code input}, which is said to be of {@code statedLength} bytes, or of fewer than none where nobody says. */
    BodyReader(ServletInputStream input, long statedLength, Duration timeout) {
        this.input = input;
        this.statedLength = statedLength;
        this.timeout = timeout;
    }

    /** The body took longer than it may. */
    static final class TooSlow extends IOException {

        TooSlow() {
            super("the body took too long");
        }
    }

    @Override
    public byte[] read(int limit) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        byte[] body = new byte[Math.min(firstRoom(), limit)];
        int length = 0;
        while (length < limit) {
            if (System.nanoTime() > deadline && !input.isFinished() && input.available() == 0) {
                throw new TooSlow();
            }
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(2 * length, limit));
            }
            int count = readSome(body, length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return length == body.length ? body : Arrays.copyOf(body, length);
    }

    /** One byte more than is expected, so that the end is found without making more room. */
    private int firstRoom() {
        return 1 + (int) (statedLength < 0 ? MAX_FIRST_BYTES : Math.min(statedLength, MAX_FIRST_BYTES));
    }

    /** The server ends a read by itself when the connection has been idle for too long. */
    private int readSome(byte[] body, int from) throws IOException {
        try {
            return input.read(body, from, body.length - from);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new TooSlow();
            }
            throw e;
        }
    }
}
