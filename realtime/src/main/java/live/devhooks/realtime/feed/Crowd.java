package live.devhooks.realtime.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The live readers of one stream, who are handed events: where they are many, in parts, by whoever reads for the stream and by others who help. So a stream
 * with thousands of readers is bounded by the processors and not by one thread, and keeps the other streams of its round waiting for less long. Each
 * reader is in one part, and so is still called by one thread at a time.
 */
final class Crowd {

    /** Readers of one part: handing them an event takes some ten times as long as having another thread do it. */
    private static final int PART = 64;

    private final List<FeedEvent> events;
    private final List<Subscription> readers;
    private final int parts;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final List<Subscription> full = new ArrayList<>();
    private @Nullable Throwable failure;

    private Crowd(List<FeedEvent> events, List<Subscription> readers) {
        this.events = events;
        this.readers = readers;
        this.parts = (readers.size() + PART - 1) / PART;
        this.left = new CountDownLatch(parts);
    }

    /**
     * Hands {@code events} to each of {@code readers}; returns those that had no room for all. Returns or fails when nobody does so any more.
     *
     * @param helpers threads that help where they have nothing else to do; whoever calls this goes on without them
     * @param most of them are asked
     */
    static List<Subscription> hand(
            List<FeedEvent> events, Collection<Subscription> readers, Executor helpers, int most) {
        Crowd crowd = new Crowd(events, List.copyOf(readers));
        for (int helper = 0; helper < Math.min(most, crowd.parts - 1); helper++) {
            helpers.execute(crowd::work);
        }
        crowd.work();
        return crowd.await();
    }

    /** Takes one part after the other, until none is left that nobody has taken. */
    private void work() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            try {
                hand(readers.subList(part * PART, Math.min((part + 1) * PART, readers.size())));
            } catch (RuntimeException | Error e) {
                failed(e);
            } finally {
                left.countDown();
            }
        }
    }

    private void hand(List<Subscription> part) {
        List<Subscription> fullOfPart =
                part.stream().filter(reader -> !reader.offer(events)).toList();
        synchronized (this) {
            full.addAll(fullOfPart);
        }
    }

    private synchronized void failed(Throwable reason) {
        failure = failure == null ? reason : failure;
    }

    private List<Subscription> await() {
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("this node stops while events are handed over", e);
        }
        synchronized (this) {
            if (failure != null) {
                throw new IllegalStateException("events could not be handed to all readers of a stream", failure);
            }
            return full;
        }
    }
}
