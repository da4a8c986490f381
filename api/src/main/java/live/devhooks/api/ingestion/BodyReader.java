package live.devhooks.api.ingestion;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads a request's body within a bound of size and one of time: a body that trickles in holds a thread. */
final class BodyReader implements Webhook.Body {

    private static final int CHUNK_BYTES = 8 * 1024;

    private final ServletInputStream input;
    private final Duration timeout;

    BodyReader(ServletInputStream input, Duration timeout) {
        this.input = input;
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
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK_BYTES);
        byte[] chunk = new byte[CHUNK_BYTES];
        while (body.size() < limit) {
            if (System.nanoTime() > deadline && !input.isFinished() && input.available() == 0) {
                throw new TooSlow();
            }
            int count = readSome(chunk, Math.min(chunk.length, limit - body.size()));
            if (count < 0) {
                return body.toByteArray();
            }
            body.write(chunk, 0, count);
        }
        return body.toByteArray();
    }

    /** The server ends a read by itself when the connection has been idle for too long. */
    private int readSome(byte[] chunk, int length) throws IOException {
        try {
            return input.read(chunk, 0, length);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new TooSlow();
            }
            throw e;
        }
    }
}
