package live.devhooks.realtime.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import live.devhooks.protocol.EventBody;
import live.devhooks.realtime.feed.Room;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * Everything that is sent on one connection, in order, by one writer at a time and without a thread that waits: the next message goes
 * out when the socket has taken the one before. Frames that wait are sent together; events are {@linkplain #queue queued} a few at a time and then
 * {@linkplain #flush flushed}, since a message costs more than a frame.
 *
 * <p>What waits is bounded: events are offered only while there is {@linkplain #hasRoom() room}, and a client that asks for answers
 * without reading them is disconnected.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Bytes of one WebSocket message beyond which no further frame is added to it. */
    private static final int MESSAGE_BYTES = 16 * 1024;

    /** Bytes of the largest event: each byte of a body can become six in JSON, and its reading repeats a part of it. */
    private static final int LARGEST_EVENT_BYTES = 12 * EventBody.MAX_BYTES;

    private static final byte[] NOTHING = {};

    private final ClientSocket socket;
    private final StompProperties properties;
    private final Runnable onRoom;

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean sending;
    private boolean full;
    private boolean closed;

    @Nullable
    private CloseStatus closeWith;

    private volatile long lastSentNanos = System.nanoTime();
    private long closeAskedNanos;

    /** A frame's beginning, and its rest if there is one, both of which others may have as well; and whom to tell when the socket has taken it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
    private record Waiting(
            byte[] begin, byte[] rest, @Nullable Runnable whenWritten) {

        int length() {
            return begin.length + rest.length;
        }
    }

    /** The frames that go out at once. */
    private record Message(List<Waiting> frames, int length) {

        ByteBuffer text() {
            ByteBuffer text = ByteBuffer.allocate(length);
            frames.forEach(frame -> text.put(frame.begin).put(frame.rest));
            return text.flip();
        }

        List<Runnable> whenWritten() {
            return frames.stream()
                    .map(Waiting::whenWritten)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /**
     * Makes the outbox of {@code socket}.
     *
     * @param onRoom run when there is room again after there was none
     */
    Outbox(ClientSocket socket, StompProperties properties, Runnable onRoom) {
        this.socket = socket;
        this.properties = properties;
        this.onRoom = onRoom;
    }

    /** Whether another event may be sent. */
    synchronized boolean hasRoom() {
        // Only what is sent makes room again: an answer here must not make the one forgotten that was given before.
        full |= waitingBytes >= properties.outboxBytes() || waiting.size() >= properties.outboxFrames() / 2;
        return !full && !closed && closeWith == null;
    }

    /** How much is worth having at once, where there is room. */
    synchronized Room room() {
        return new Room(
                Math.max(1, properties.outboxFrames() / 2 - waiting.size()),
                Math.max(1, properties.outboxBytes() - waitingBytes));
    }

    /** Shows that we live, unless something is on its way that shows it as well. */
    void sendHeartbeat() {
        synchronized (this) {
            if (sending) {
                return;
            }
        }
        send(Frame.HEARTBEAT);
    }

    /** When something was sent last, as {@link System#nanoTime()} counts. */
    long lastSentNanos() {
        return lastSentNanos;
    }

    /** Sends {@code frame} after all that waits. */
    void send(String frame) {
        send(frame, () -> true, null);
    }

    /**
     * Sends {@code frame} after all that waits, unless it is not wanted any more: what is sent after that was so comes after nothing that was not.
     *
     * @param isWanted asked under the lock of this outbox, and so must take no other
     * @param whenWritten run when the socket has taken it, if there is one; must not wait
     */
    void send(String frame, BooleanSupplier isWanted, @Nullable Runnable whenWritten) {
        put(new Waiting(frame.getBytes(StandardCharsets.UTF_8), NOTHING, whenWritten), isWanted);
        flush();
    }

    /** The same for a frame in two parts, which goes out when enough wait for a message, or with the next {@link #flush()}. */
    void queue(byte[] begin, byte[] rest, BooleanSupplier isWanted, @Nullable Runnable whenWritten) {
        if (put(new Waiting(begin, rest, whenWritten), isWanted) >= MESSAGE_BYTES) {
            flush();
        }
    }

    /** Sends what waits. */
    void flush() {
        synchronized (this) {
            if (waiting.isEmpty() || !startSending()) {
                return;
            }
        }
        sendWaiting();
    }

    /** How much waits then; where that is too much, nothing any more, and the connection is ended. */
    private long put(Waiting next, BooleanSupplier isWanted) {
        synchronized (this) {
            if (closed || closeWith != null || !isWanted.getAsBoolean()) {
                return 0;
            }
            if (waiting.size() < properties.outboxFrames()
                    && waitingBytes < properties.outboxBytes() + LARGEST_EVENT_BYTES) {
                waiting.add(next);
                waitingBytes += next.length();
                return waitingBytes;
            }
        }
        giveUp("it does not read what it asked for");
        return 0;
    }

    /** Takes the writer's place, under the lock; false where somebody has it. */
    private boolean startSending() {
        if (sending) {
            return false;
        }
        sending = true;
        lastSentNanos = System.nanoTime();
        return true;
    }

    /** Closes the connection after all that waits has been sent. */
    void close(CloseStatus status) {
        synchronized (this) {
            if (closed || closeWith != null) {
                return;
            }
            closeWith = status;
            closeAskedNanos = System.nanoTime();
            if (!startSending()) {
                return;
            }
        }
        sendWaiting();
    }

    /** Ends the connection of a client that has taken nothing for too long; it can come back to where it was. */
    void giveUpIfStalled(long now) {
        synchronized (this) {
            if (closed
                    || !sending
                    || now - lastSentNanos < properties.stallTimeout().toNanos()) {
                return;
            }
        }
        giveUp("its client has read nothing for " + properties.stallTimeout().toSeconds() + " s");
    }

    /** Ends the connection of a client that does not even read why it is to end, when the time for that is over. */
    void giveUpIfNotClosed(long now) {
        synchronized (this) {
            long timeout = properties.closeTimeout().toNanos();
            if (closed || closeWith == null || now - closeAskedNanos < timeout) {
                return;
            }
        }
        giveUp("it did not read why it was to end");
    }

    /** Forgets all that waits: the connection has ended. */
    synchronized void ended() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    private void sendWaiting() {
        while (true) {
            @Nullable Message message = nextMessage();
            if (message == null) {
                return;
            }
            lastSentNanos = System.nanoTime();
            // Not the frames, which are in the text: who reads slowly would have them kept twice.
            List<Runnable> whenWritten = message.whenWritten();
            // Whichever of the two comes second goes on: this thread, or the callback's.
            AtomicBoolean first = new AtomicBoolean(true);
            socket.sendText(
                    message.text(),
                    Callback.from(
                            () -> {
                                whenWritten.forEach(Runnable::run);
                                if (!first.getAndSet(false)) {
                                    sendWaiting();
                                }
                            },
                            this::failed));
            if (first.getAndSet(false)) {
                return;
            }
        }
    }

    /** As many of the frames that wait as go into one message; null, and the writer's place given up, where none waits. */
    @Nullable
    private Message nextMessage() {
        Message message;
        boolean room;
        @Nullable CloseStatus close = null;
        synchronized (this) {
            message = takeMessage();
            room = full
                    && waitingBytes <= properties.outboxBytes() / 2
                    && waiting.size() <= properties.outboxFrames() / 4;
            full = full && !room;
            if (message.frames.isEmpty()) {
                sending = false;
                close = closed ? null : closeWith;
                closed = closed || close != null;
            }
        }
        if (room) {
            onRoom.run();
        }
        if (close != null) {
            socket.close(close);
        }
        return message.frames.isEmpty() ? null : message;
    }

    private Message takeMessage() {
        List<Waiting> frames = new ArrayList<>();
        int length = 0;
        for (Waiting next = waiting.peek();
                next != null && (length == 0 || length + next.length() <= MESSAGE_BYTES);
                next = waiting.peek()) {
            frames.add(waiting.remove());
            length += next.length();
        }
        waitingBytes -= length;
        return new Message(frames, length);
    }

    private void failed(Throwable reason) {
        LOG.debug("a connection failed while it was written to: {}", reason.toString());
        ended();
        socket.disconnect();
    }

    private void giveUp(String reason) {
        LOG.info("a connection is ended: {}", reason);
        ended();
        socket.disconnect();
    }
}
