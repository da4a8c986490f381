package live.devhooks.realtime.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import live.devhooks.realtime.feed.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent on one connection, in order, by whichever thread finds that the socket takes more, and by one at a time; nobody waits. What waits is
 * bounded by who sends: events only while there is {@linkplain #hasRoom() room}.
 *
 * <p>The container takes the response apart, and gives its buffers to others, when it is over, which another thread may find while one writes. So who
 * says that it is over first waits for the one who is {@linkplain #atOutput at the output}, which never takes long, and nobody is there after that.
 */
final class SseOutbox implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(SseOutbox.class);

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final int mostBytes;
    private final Runnable onRoom;

    private final Object atOutput = new Object();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;

    /** Whether somebody writes, or the container will when the socket takes more. */
    private boolean writing = true;

    private boolean unflushed;
    private boolean full;
    private boolean closing;
    private boolean ended;
    private long closeAskedNanos;
    private volatile long lastSentNanos = System.nanoTime();

    /**
     * Writes to the response of {@code context}, from when the container says so first.
     *
     * @param onRoom run when there is room again after there was none
     */
    SseOutbox(AsyncContext context, ServletOutputStream output, int mostBytes, Runnable onRoom) {
        this.context = context;
        this.output = output;
        this.mostBytes = mostBytes;
        this.onRoom = onRoom;
    }

    synchronized boolean hasRoom() {
        full |= waitingBytes >= mostBytes;
        return !full && !closing && !ended;
    }

    /** How much is worth having at once, where there is room. */
    synchronized Room room() {
        return new Room(Integer.MAX_VALUE, Math.max(1, mostBytes - waitingBytes));
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !writing;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    /** Sends {@code text} after all that waits. */
    void send(String text) {
        queue(text.getBytes(StandardCharsets.UTF_8));
        flush();
    }

    /** The same with the next {@link #flush()}, so that several go out together. */
    synchronized void queue(byte[] bytes) {
        if (!closing && !ended) {
            waiting.add(bytes);
            waitingBytes += bytes.length;
        }
    }

    /** Sends what waits. */
    void flush() {
        synchronized (this) {
            if (writing || ended || waiting.isEmpty()) {
                return;
            }
            writing = true;
        }
        onWritePossible();
    }

    /** Ends the response after all that waits has been sent. */
    void close() {
        synchronized (this) {
            if (closing || ended) {
                return;
            }
            closing = true;
            closeAskedNanos = System.nanoTime();
            if (writing) {
                return;
            }
            writing = true;
        }
        onWritePossible();
    }

    /** Ends the response of a client that does not read why it is to end, when the time for that is over. */
    void giveUpIfNotClosed(long now, long timeoutNanos) {
        synchronized (this) {
            if (ended || !closing || now - closeAskedNanos < timeoutNanos) {
                return;
            }
        }
        end();
    }

    /** Forgets all that waits, and completes the response. */
    void end() {
        if (forget()) {
            try {
                context.complete();
            } catch (IllegalStateException over) {
                LOG.debug("a response was over already: {}", over.toString());
            }
        }
    }

    /** Forgets all that waits: the response is over. Nobody is at the output any more; tells whether that is new. */
    boolean forget() {
        boolean first;
        synchronized (this) {
            first = !ended;
            ended = true;
            waiting.clear();
            waitingBytes = 0;
        }
        synchronized (atOutput) {
            return first;
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void onWritePossible() {
        synchronized (atOutput) {
            try {
                while (!isEnded() && output.isReady()) {
                    if (!writeNext()) {
                        return;
                    }
                }
            } catch (IOException | RuntimeException e) {
                onError(e);
            }
        }
    }

    /** Writes what comes next, or what was written to the socket; says whether there may be more. */
    private boolean writeNext() throws IOException {
        byte[] next = next();
        if (next.length > 0) {
            unflushed = true;
            lastSentNanos = System.nanoTime();
            output.write(next);
            return true;
        }
        if (unflushed) {
            unflushed = false;
            output.flush();
            return true;
        }
        return !isDone();
    }

    private byte[] next() {
        byte[] next;
        boolean room;
        synchronized (this) {
            next = waiting.isEmpty() ? new byte[0] : waiting.remove();
            waitingBytes -= next.length;
            room = full && waitingBytes <= mostBytes / 2;
            full = full && !room;
        }
        if (room) {
            onRoom.run();
        }
        return next;
    }

    /** Gives the writer's place up where nothing waits; completes the response where nothing will. */
    private boolean isDone() {
        boolean last;
        synchronized (this) {
            if (!waiting.isEmpty()) {
                return false;
            }
            writing = false;
            last = closing;
        }
        if (last) {
            end();
        }
        return true;
    }

    @Override
    public void onError(Throwable reason) {
        LOG.debug("a connection failed while it was written to: {}", reason.toString());
        end();
    }
}
