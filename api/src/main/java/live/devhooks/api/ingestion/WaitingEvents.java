package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The events that this node has taken and not answered yet, in their order, and which way they go on: where the requests, the writer,
 * which alone speaks to the store, and the keeper of the journal meet. Safe for use by all of them.
 *
 * <p>What always holds: an event that is not answered is in exactly one of four places, of which two follow each other at a time: on its
 * way to the store or put aside, before what waits, while the way is {@link Way#DIRECT}; on its way to the journal, before what waits,
 * otherwise. When the way changes to the journal, all that is not answered waits again, in its old order. When it changes back, the
 * journal is empty and nothing is on its way there. So no event is overtaken by a later one of its source.
 */
final class WaitingEvents {

    /** Which way events go on. */
    enum Way {
        /** The writer takes what waits to the store. */
        DIRECT,
        /** The keeper takes what waits to the journal, and the writer the journal to the store. */
        JOURNAL,
        /** Nobody takes what waits, while the writer takes the last of the journal to the store. */
        RETURNING
    }

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final int capacity;
    private final long maxBytes;
    private final HeldSources<WaitingEvent> held;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forWriter = lock.newCondition();
    private final Condition forKeeper = lock.newCondition();

    private final Deque<WaitingEvent> queue = new ArrayDeque<>();
    private List<WaitingEvent> toStore = List.of();
    private List<WaitingEvent> toJournal = List.of();
    private Way way;

    /** Of the bodies in the queue. */
    private long queuedBytes;

    private boolean closed;

    /** How many events the keeper may take. */
    private int allowance = UNLIMITED;

    /** At most {@code capacity} events wait, of {@code maxBytes} together, and as many may be put aside. */
    WaitingEvents(int capacity, long maxBytes, Duration heldPause, Way way) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.held = new HeldSources<>(heldPause, capacity, maxBytes, WaitingEvent::sourceId, WaitingEvent::bytes);
        this.way = way;
    }

    Way way() {
        return get(() -> way);
    }

    /** Puts {@code event} behind all others; false where there is no room. */
    boolean offer(WaitingEvent event) {
        return get(() -> {
            if (closed || queue.size() >= capacity || queuedBytes + event.bytes() > maxBytes) {
                return false;
            }
            queue.addLast(event);
            queuedBytes += event.bytes();
            (way == Way.JOURNAL ? forKeeper : forWriter).signal();
            return true;
        });
    }

    /** Has room again, where it had none since it was closed. */
    void open() {
        run(() -> closed = false);
    }

    /** Has no room from now on. */
    void close() {
        run(() -> closed = true);
    }

    /** How many wait. */
    int size() {
        return get(queue::size);
    }

    /** How many are put aside. */
    int held() {
        return get(held::size);
    }

    /** Whether all have been answered. */
    boolean isEmpty() {
        return get(() -> queue.isEmpty() && held.isEmpty() && toStore.isEmpty() && toJournal.isEmpty());
    }

    /** Those that have not been answered for so long. */
    List<WaitingEvent> waitingFor(Duration longerThan) {
        return get(() -> Stream.of(toStore.stream(), toJournal.stream(), held.all(), queue.stream())
                .flatMap(events -> events)
                .filter(event -> !event.outcome().isDone() && !event.isWithin(longerThan))
                .toList());
    }

    // --- the writer ---

    /** Waits until there is something for the store, or the way is another, or the time is over; says whether there is something. */
    boolean awaitForStore(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (way == Way.DIRECT && queue.isEmpty() && left > 0) {
                left = forWriter.awaitNanos(left);
            }
            return way == Way.DIRECT && !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, as far as it fits into a batch, without what belongs to sources that are left alone: on its way to the store. */
    List<WaitingEvent> takeForStore(int maxEvents, int maxBytes) {
        List<WaitingEvent> refused = new ArrayList<>();
        List<WaitingEvent> taken = get(() -> {
            toStore = way == Way.DIRECT ? take(maxEvents, maxBytes, event -> isPutAside(event, refused)) : List.of();
            return toStore;
        });
        refused.forEach(event -> event.outcome().complete(new IngestOutcome.Overloaded()));
        return taken;
    }

    /** Puts it behind those of its source, where that is being left alone, or refuses it, where there is no room. */
    private boolean isPutAside(WaitingEvent event, List<WaitingEvent> refused) {
        if (!held.holds(event)) {
            return false;
        }
        if (held.hasRoom()) {
            held.hold(List.of(event));
        } else {
            refused.add(event);
        }
        return true;
    }

    /** What is put aside and due again, as {@link HeldSources#due} gives it back: on its way to the store. */
    List<List<WaitingEvent>> takeDue(int maxEvents, int maxBytes) {
        return get(() -> {
            List<List<WaitingEvent>> due = way == Way.DIRECT ? held.due(maxEvents, maxBytes) : List.of();
            toStore = due.stream().flatMap(List::stream).toList();
            return due;
        });
    }

    /** Whether its source is being left alone. */
    boolean isHeld(WaitingEvent event) {
        return get(() -> held.holds(event));
    }

    /** Leaves a source, all of whose {@code events} these are, alone for a while; nothing to do where they are no more on this way. */
    void hold(List<WaitingEvent> events) {
        run(() -> {
            if (way == Way.DIRECT) {
                held.hold(events);
            }
        });
    }

    /** What was on its way to the store has been answered or put aside. */
    void settleStore() {
        run(() -> toStore = List.of());
    }

    /**
     * The store takes the journal: until it fails, no more than so many events may go there before it has taken more of it. Or else who
     * sends fast enough would fill the journal while the store could do with being waited for.
     */
    void allowForJournal(int events) {
        run(() -> {
            allowance = events;
            forKeeper.signal();
        });
    }

    /** The journal has little left: what waits is left to wait for a moment. */
    void startReturning() {
        run(() -> way = way == Way.JOURNAL ? Way.RETURNING : way);
    }

    /** Waits until nothing is on its way to the journal, or the time is over; says whether that is so. */
    boolean awaitNothingForJournal(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (!toJournal.isEmpty() && left > 0) {
                left = forWriter.awaitNanos(left);
            }
            return toJournal.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The journal is empty: what waits goes to the store again; says whether it does. */
    boolean goDirect() {
        return get(() -> {
            if (way == Way.RETURNING && toJournal.isEmpty()) {
                way = Way.DIRECT;
                return true;
            }
            return false;
        });
    }

    // --- the writer and the keeper ---

    /** The store is away: all that is not answered waits for the journal, in its order; says whether it did not before. */
    boolean goToJournal() {
        return get(() -> {
            allowance = UNLIMITED;
            forKeeper.signal();
            if (way == Way.JOURNAL) {
                return false;
            }
            way = Way.JOURNAL;
            Set<WaitingEvent> first = new LinkedHashSet<>(toStore);
            first.addAll(held.takeAll());
            List<WaitingEvent> backwards = new ArrayList<>(first);
            Collections.reverse(backwards);
            backwards.stream().filter(event -> !event.outcome().isDone()).forEach(event -> {
                queue.addFirst(event);
                queuedBytes += event.bytes();
            });
            toStore = List.of();
            return true;
        });
    }

    // --- the keeper ---

    /** What waits, as far as it fits into a batch, once the way is that of the journal: on its way there. Empty when the time is over. */
    List<WaitingEvent> takeForJournal(int maxEvents, int maxBytes, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (left > 0 && !isForJournal()) {
                left = forKeeper.awaitNanos(left);
            }
            toJournal = isForJournal() ? take(Math.min(maxEvents, allowance), maxBytes, event -> false) : List.of();
            allowance -= allowance == UNLIMITED ? 0 : toJournal.size();
            return toJournal;
        } finally {
            lock.unlock();
        }
    }

    private boolean isForJournal() {
        return way == Way.JOURNAL && !queue.isEmpty() && allowance > 0;
    }

    /** What was on its way to the journal has been answered. */
    void settleJournal() {
        run(() -> {
            toJournal = List.of();
            forWriter.signal();
        });
    }

    private List<WaitingEvent> take(int maxEvents, int maxBytes, Predicate<WaitingEvent> goesElsewhere) {
        List<WaitingEvent> batch = new ArrayList<>();
        long bytes = 0;
        WaitingEvent next = queue.peekFirst();
        while (next != null && (batch.isEmpty() || (batch.size() < maxEvents && bytes + next.bytes() <= maxBytes))) {
            queue.removeFirst();
            queuedBytes -= next.bytes();
            // Whoever was told that it was in vain is not to be surprised by it later.
            if (!next.outcome().isDone() && !goesElsewhere.test(next)) {
                batch.add(next);
                bytes += next.bytes();
            }
            next = queue.peekFirst();
        }
        return batch;
    }

    private <T> T get(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
