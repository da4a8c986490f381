package live.devhooks.api.ingestion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body within a bound of size and one of time: a body that trickles in holds a thread. */
final class BodyReader implements Ingestion.Body {

    private static final int CHUNK_BYTES = 8 * 1024;

    private final InputStream input;
    private final Duration timeout;

    BodyReader(InputStream input, Duration timeout) {
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
            int count = input.read(chunk, 0, Math.min(chunk.length, limit - body.size()));
            if (count < 0) {
                return body.toByteArray();
            }
            body.write(chunk, 0, count);
            if (System.nanoTime() > deadline) {
                throw new TooSlow();
            }
        }
        return body.toByteArray();
    }
}
