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
 * with thousands of readers is not bounded by one thread, and keeps the other streams of its round waiting for less long. Each reader is in one part, and so
 * is still called by one thread at a time.
 */
final class Crowd {

    /** Most readers of one part: handing them an event takes some ten times as long as having another thread do it. */
    private static final int PART = 64;

    private final List<FeedEvent> events;
    private final List<Subscription> readers;
    private final int parts;
    private final int partSize;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final List<Subscription> full = new ArrayList<>();
    private @Nullable Throwable failure;

    private Crowd(List<FeedEvent> events, List<Subscription> readers) {
        this.events = events;
        this.readers = readers;
        this.parts = ceilingOf(readers.size(), PART);
        this.partSize = ceilingOf(readers.size(), parts);
        this.left = new CountDownLatch(parts);
    }

    private static int ceilingOf(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }

    /**
     * Hands {@code events} to each of {@code readers}; returns those that had no room for all. Returns or fails when nobody does so any more.
     *
     * @param helpers threads of which those help that have nothing else to do; who is busy must refuse without a word
     * @param most of them are asked
     */
    static List<Subscription> hand(
            List<FeedEvent> events, Collection<Subscription> readers, Executor helpers, int most) {
        if (readers.size() <= PART) {
            return fullAfter(events, readers);
        }
        Crowd crowd = new Crowd(events, List.copyOf(readers));
        for (int helper = 0; helper < Math.min(most, crowd.parts - 1); helper++) {
            helpers.execute(crowd::work);
        }
        crowd.work();
        return crowd.await();
    }

    private static List<Subscription> fullAfter(List<FeedEvent> events, Collection<Subscription> readers) {
        return readers.stream().filter(reader -> !reader.offer(events)).toList();
    }

    /** Takes one part after the other, until none is left that nobody has taken. */
    private void work() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            try {
                int from = part * partSize;
                int to = Math.min(from + partSize, readers.size());
                full(fullAfter(events, readers.subList(from, to)));
            } catch (RuntimeException | Error e) {
                failed(e);
            } finally {
                left.countDown();
            }
        }
    }

    private synchronized void full(List<Subscription> ofPart) {
        full.addAll(ofPart);
    }

    private synchronized void failed(Throwable reason) {
        if (failure == null) {
            failure = reason;
        } else {
            failure.addSuppressed(reason);
        }
    }

    /** Not even an interrupt is a reason to go while somebody is at a reader: nobody there waits for anything, so that it is soon. */
    private List<Subscription> await() {
        boolean interrupted = false;
        while (left.getCount() > 0) {
            try {
                left.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private synchronized List<Subscription> result() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return full;
    }
}
