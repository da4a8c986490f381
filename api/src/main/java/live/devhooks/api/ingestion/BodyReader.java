package live.devhooks.api.ingestion;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Reads a request's body within a bound of size and one of time. What is there already is read at once. For the rest, and for large bodies, a thread is
 * taken: who sends slowly or much keeps nobody else waiting, and there are as many such bodies at a time as there are threads.
 */
final class BodyReader implements Webhook.Body {

    /** How much is read at once; and most room that is made for a body before any of it has come, whatever length it is said to have. */
    private static final int FIRST_BYTES = 16 * 1024;

    private final Content.Source source;
    private final Duration timeout;
    private final Executor threads;
    private byte[] body = {};
    private int length;
    private boolean ended;

    /**
     * Reads {@code source}.
     *
     * @param timeout how long its bytes may take to come
     * @param threads those on which there may be waiting
     */
    BodyReader(Content.Source source, Duration timeout, Executor threads) {
        this.source = source;
        this.timeout = timeout;
        this.threads = threads;
    }

    /** The body took longer than it may. */
    static final class TooSlow extends IOException {

        TooSlow() {
            super("the body took too long");
        }
    }

    /** Once. */
    @Override
    public CompletableFuture<byte[]> read(int limit) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        long stated = source.getLength();
        body = new byte[(int) (stated < 0 ? FIRST_BYTES : Math.min(stated, FIRST_BYTES))];
        try {
            readWhatIsThere(limit);
            if (isRead(limit)) {
                read.complete(bytes());
            } else {
                threads.execute(() -> readTheRest(limit, read));
            }
        } catch (IOException | RuntimeException e) {
            read.completeExceptionally(e);
        }
        return read;
    }

    private boolean isRead(int limit) {
        return ended || length == limit;
    }

    private byte[] bytes() {
        return length == body.length ? body : Arrays.copyOf(body, length);
    }

    private void readWhatIsThere(int limit) throws IOException {
        Content.Chunk chunk = source.read();
        while (chunk != null) {
            add(chunk, limit);
            chunk = isRead(limit) || length >= FIRST_BYTES ? null : source.read();
        }
    }

    private void readTheRest(int limit, CompletableFuture<byte[]> read) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (!isRead(limit)) {
                Content.Chunk chunk = source.read();
                if (chunk != null) {
                    add(chunk, limit);
                } else if (System.nanoTime() - deadline > 0) {
                    throw new TooSlow();
                } else {
                    awaitMore();
                }
            }
            read.complete(bytes());
        } catch (IOException | RuntimeException | Error e) {
            read.completeExceptionally(e);
        }
    }

    /** The server ends that by itself when the connection has been idle for too long. */
    private void awaitMore() throws IOException {
        CountDownLatch more = new CountDownLatch(1);
        source.demand(Invocable.from(InvocationType.NON_BLOCKING, more::countDown));
        try {
            more.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a body");
        }
    }

    private void add(Content.Chunk chunk, int limit) throws IOException {
        if (Content.Chunk.isFailure(chunk)) {
            throw failure(chunk.getFailure());
        }
        try {
            add(chunk.getByteBuffer(), limit);
            ended = chunk.isLast() && !chunk.hasRemaining();
        } finally {
            chunk.release();
        }
    }

    private static IOException failure(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new TooSlow();
        }
        return failure instanceof IOException broken ? broken : new IOException(failure);
    }

    private void add(ByteBuffer bytes, int limit) {
        int count = Math.min(bytes.remaining(), limit - length);
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.min(Math.max(2 * body.length, length + count), limit));
        }
        bytes.get(body, length, count);
        length += count;
    }
}
