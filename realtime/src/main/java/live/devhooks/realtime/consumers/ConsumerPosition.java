package live.devhooks.realtime.consumers;

import java.time.Duration;
import java.util.OptionalLong;

/** How far one reader that is here has acknowledged its stream: moved on by whoever hears of it, and written by {@link ConsumerPositions}. */
public final class ConsumerPosition implements AutoCloseable {

    private static final long NOWHERE = -1;

    private final Consumer consumer;
    private final ConsumerPositions positions;
    private long acknowledged = NOWHERE;
    private long written = NOWHERE;
    private long writtenNanos = System.nanoTime();
    private boolean closed;
    private boolean writtenSinceClosed;

    ConsumerPosition(Consumer consumer, ConsumerPositions positions) {
        this.consumer = consumer;
        this.positions = positions;
    }

    Consumer consumer() {
        return consumer;
    }

    /** Everything up to {@code seq} needs not be sent again. Never goes back. Where it begins is written at once, since nobody could find it otherwise. */
    public void moveTo(long seq) {
        boolean begins;
        synchronized (this) {
            begins = acknowledged == NOWHERE;
            acknowledged = Math.max(acknowledged, seq);
        }
        if (begins) {
            positions.flushSoon();
        }
    }

    /** The reader has gone; what it acknowledged is written soon. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        positions.flushSoon();
    }

    /** What is to be written: where it has moved, or closed, or has not been written for so long. */
    synchronized OptionalLong due(Duration touchInterval) {
        boolean isOld = System.nanoTime() - writtenNanos > touchInterval.toNanos();
        return acknowledged != NOWHERE && (acknowledged != written || (closed && !writtenSinceClosed) || isOld)
                ? OptionalLong.of(acknowledged)
                : OptionalLong.empty();
    }

    /** The store has {@code seq}; tells whether there will be nothing more. */
    synchronized boolean written(long seq) {
        written = seq;
        writtenNanos = System.nanoTime();
        writtenSinceClosed = closed;
        return isOver();
    }

    /** Whether the reader has gone, and the store has all that it acknowledged. */
    synchronized boolean isOver() {
        return closed && (acknowledged == NOWHERE || (acknowledged == written && writtenSinceClosed));
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized OptionalLong acknowledged() {
        return acknowledged == NOWHERE ? OptionalLong.empty() : OptionalLong.of(acknowledged);
    }
}
