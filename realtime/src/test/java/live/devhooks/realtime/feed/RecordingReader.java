package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;

/** Keeps what it is handed, and has only as much room as the test says. */
final class RecordingReader implements FeedReader {

    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    private final AtomicLong bytes = new AtomicLong(Long.MAX_VALUE);

    private final AtomicBoolean failure = new AtomicBoolean();

    @Nullable
    private volatile EventId position;

    private volatile boolean gap;

    @Override
    public boolean hasRoom() {
        return room.get() > 0;
    }

    @Override
    public Room room() {
        return new Room(Math.max(1, room.get()), bytes.get());
    }

    @Override
    public void event(FeedEvent event) {
        if (failure.getAndSet(false)) {
            throw new IllegalStateException("this reader fails once");
        }
        room.decrementAndGet();
        events.add(event);
    }

    @Override
    public void live(EventId reached, boolean hasGap) {
        gap = hasGap;
        position = reached;
    }

    void leaveRoomFor(int count) {
        room.set(count);
    }

    /** Has each page be of about so many bytes. */
    RecordingReader ofPagesOf(long count) {
        bytes.set(count);
        return this;
    }

    void failOnce() {
        failure.set(true);
    }

    boolean isLive() {
        return position != null;
    }

    void awaitLive() {
        await().until(this::isLive);
    }

    /** Waits for the events from {@code first} to {@code last}, each once and in order, and for nothing else. */
    void awaitSeqs(long first, long last) {
        await().untilAsserted(() -> assertThat(seqs()).isEqualTo(range(first, last)));
    }

    List<FeedEvent> events() {
        return events;
    }

    List<Long> seqs() {
        return events.stream().map(event -> event.id().seq()).toList();
    }

    EventId position() {
        return Objects.requireNonNull(position);
    }

    boolean gap() {
        return gap;
    }

    /** The {@code seq}s of such events. */
    static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
