package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that this node has taken and not answered yet, in their order, and which way they go on: where the requests, the writers,
 * which alone speak to the store, and the keeper of the journal meet. Safe for use by all of them.
 *
 * <p>What always holds: an event that is not answered is in exactly one of four places, of which two follow each other at a time: on its
 * way to the store or put aside (both, until the writer is back that put it aside), before what waits, while the way is {@link Way#DIRECT}; on its way to the journal, before what waits,
 * otherwise. What is on its way to the store with one writer ({@link ToStore}) is of other sources than what is there with another. When
 * the way changes to the journal, all that is not answered waits again, that of each source in its old order. When it changes back, the
 * journal is empty, nothing is on its way there, and no writer is still at the store. So no event is overtaken by a later one of its source.
 */
final class WaitingEvents {

    /**
     * When a further batch is begun beside one that is on its way.
     *
     * @param events that wait for it
     * @param after how long ago the last one was begun, if they are fewer
     */
    record Further(int events, Duration after) {}

    /** Which way events go on. */
    enum Way {
        /** Writers take what waits to the store. */
        DIRECT,
        /** The keeper takes what waits to the journal, and one writer the journal to the store. */
        JOURNAL,
        /** Nobody takes what waits, while one writer takes the last of the journal to the store. */
        RETURNING
    }

    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** How often a writer looks at least whether there is something to do. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final int capacity;
    private final long maxBytes;
    private final Further further;
    private final Duration poll;
    private final HeldSources<WaitingEvent> held;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forDirect = lock.newCondition();
    private final Condition forDrain = lock.newCondition();
    private final Condition forKeeper = lock.newCondition();

    private final SourceTurns queue = new SourceTurns();
    private final List<ToStore> writers = new ArrayList<>();
    private List<WaitingEvent> toJournal = List.of();
    private Way way;

    private boolean closed;

    /** The writer that has been told that there is something for the store, and has not taken it yet. */
    private @Nullable ToStore gathering;

    private long lastBatch = System.nanoTime();

    /** How many events the keeper may take. */
    private int allowance = UNLIMITED;

    /** At most {@code capacity} events wait, of {@code maxBytes} together, and as many may be put aside, and be taken up again by each writer. */
    WaitingEvents(int capacity, long maxBytes, Duration heldPause, Further further, Way way) {
        this(capacity, maxBytes, heldPause, further, way, POLL.compareTo(further.after()) < 0 ? POLL : further.after());
    }

    /** The same with a poll of its own. */
    WaitingEvents(int capacity, long maxBytes, Duration heldPause, Further further, Way way, Duration poll) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.further = further;
        this.poll = poll;
        this.held = new HeldSources<>(heldPause, capacity, maxBytes, WaitingEvent::sourceId, WaitingEvent::bytes);
        this.way = way;
    }

    Way way() {
        return get(() -> way);
    }

    /** Puts {@code event} behind all others; false where there is no room. */
    boolean offer(WaitingEvent event) {
        return get(() -> {
            if (closed || queue.size() >= capacity || queue.bytes() + event.bytes() > maxBytes) {
                return false;
            }
            queue.add(event);
            if (way == Way.JOURNAL) {
                forKeeper.signal();
            }
            wakeWriter();
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
        return get(() -> queue.size() == 0
                && held.isEmpty()
                && writers.stream().allMatch(writer -> writer.taken.isEmpty())
                && toJournal.isEmpty());
    }

    /** Those that have not been answered for so long. */
    List<WaitingEvent> waitingFor(Duration longerThan) {
        return get(() -> Stream.of(allToStore(), toJournal.stream(), held.all(), queue.all())
                .flatMap(events -> events)
                .filter(event -> !event.outcome().isDone() && !event.isWithin(longerThan))
                .toList());
    }

    // --- the writers ---

    /** Another writer. */
    ToStore newWriter() {
        return get(() -> {
            ToStore writer = new ToStore();
            writers.add(writer);
            return writer;
        });
    }

    /** What one writer takes to the store, batch by batch. Belongs to that writer's thread. */
    final class ToStore {

        /** What is on its way with it. */
        private List<WaitingEvent> taken = List.of();

        /** Of what it has taken, from when it took it until it is back, whatever became of that meanwhile. */
        private Set<Long> sources = Set.of();

        private final Condition turn = lock.newCondition();
        private final boolean isFirst = writers.isEmpty();
        private boolean isIdle;

        private ToStore() {}

        /**
         * Waits until it is this writer's turn to take something to the store, or the way is another, or for a moment; says whether it is. Others have no
         * turn then until it has taken it.
         */
        boolean awaitTurn() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                isIdle = true;
                await(turn, () -> way != Way.DIRECT || hasTurn(), poll);
                boolean mine = hasTurn();
                gathering = mine ? this : gathering;
                return mine;
            } finally {
                isIdle = false;
                lock.unlock();
            }
        }

        /** A further batch is begun beside one that is on its way only where it is full, or that one takes its time: two small ones cost more than one. */
        private boolean hasTurn() {
            return way == Way.DIRECT
                    && gathering == null
                    && queue.ready() > 0
                    && ((isFirst && areWritersBack())
                            || queue.ready() >= further.events()
                            || System.nanoTime() - lastBatch >= further.after().toNanos());
        }

        /** What waits, as far as it fits into a batch, without what belongs to sources that are left alone, or whose events are on their way. */
        List<WaitingEvent> take(int maxEvents, int maxBytes) {
            List<WaitingEvent> refused = new ArrayList<>();
            List<WaitingEvent> batch = get(() -> {
                gathering = null;
                if (way != Way.DIRECT) {
                    return List.<WaitingEvent>of();
                }
                List<WaitingEvent> next = queue.take(maxEvents, maxBytes, event -> isPutAside(event, refused));
                begin(next);
                lastBatch = System.nanoTime();
                wakeWriter();
                return next;
            });
            refused.forEach(event -> event.outcome().complete(new IngestOutcome.Overloaded()));
            return batch;
        }

        /** What is put aside and due again, as {@link HeldSources#due} gives it back. */
        List<List<WaitingEvent>> takeDue(int maxEvents, int maxBytes) {
            return get(() -> {
                List<List<WaitingEvent>> due = way == Way.DIRECT
                        ? held.due(maxEvents, maxBytes, event -> !queue.isKeptBack(event))
                        : List.of();
                if (!due.isEmpty()) {
                    begin(due.stream().flatMap(List::stream).toList());
                    wakeWriter();
                }
                return due;
            });
        }

        /** It is back: what it took has been answered, or put aside, or has gone elsewhere. What a failure has left is answered that it was in vain. */
        void settle() {
            List<WaitingEvent> left = get(() -> {
                List<WaitingEvent> unanswered = unanswered();
                gathering = gathering == this ? null : gathering;
                queue.giveBack(sources);
                taken = List.of();
                sources = Set.of();
                forDrain.signal();
                wakeWriter();
                return unanswered;
            });
            left.forEach(event -> event.outcome().complete(new IngestOutcome.Unavailable()));
        }

        private List<WaitingEvent> unanswered() {
            List<WaitingEvent> unanswered =
                    taken.stream().filter(event -> !event.outcome().isDone()).toList();
            if (unanswered.isEmpty()) {
                return unanswered;
            }
            Set<WaitingEvent> putAside = Collections.newSetFromMap(new IdentityHashMap<>());
            held.all().forEach(putAside::add);
            return unanswered.stream()
                    .filter(event -> !putAside.contains(event))
                    .toList();
        }

        private void begin(List<WaitingEvent> events) {
            taken = events;
            sources = events.stream().map(WaitingEvent::sourceId).collect(toSet());
            queue.keepBack(sources);
        }
    }

    /**
     * Wakes the first writer that waits for something to do: as long as one is enough it is always the same, whose connection has everything at hand.
     */
    private void wakeWriter() {
        for (ToStore writer : writers) {
            if (writer.isIdle && writer.hasTurn()) {
                writer.turn.signal();
                return;
            }
        }
    }

    /** Waits until the way is direct, or the time is over. */
    void awaitDirect(Duration timeout) throws InterruptedException {
        await(forDirect, () -> way == Way.DIRECT, timeout);
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

    private boolean areWritersBack() {
        for (ToStore writer : writers) {
            if (!writer.sources.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** How long ago a batch was taken to the store. */
    Duration sinceLastBatch() {
        return get(() -> Duration.ofNanos(System.nanoTime() - lastBatch));
    }

    private Stream<WaitingEvent> allToStore() {
        return writers.stream().flatMap(writer -> writer.taken.stream());
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

    // --- the writer that drains the journal ---

    /** Waits until no writer is at the store, or the time is over; says whether that is so. */
    boolean awaitNothingForStore(Duration timeout) throws InterruptedException {
        return await(forDrain, this::areWritersBack, timeout);
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
        return await(forDrain, () -> toJournal.isEmpty(), timeout);
    }

    /** The journal is empty: what waits goes to the store again; says whether it does. */
    boolean goDirect() {
        return get(() -> {
            if (way == Way.RETURNING && toJournal.isEmpty()) {
                way = Way.DIRECT;
                forDirect.signalAll();
                return true;
            }
            return false;
        });
    }

    // --- the writers and the keeper ---

    /** The store is away: all that is not answered waits for the journal, in its order; says whether it did not before. */
    boolean goToJournal() {
        return get(() -> {
            allowance = UNLIMITED;
            forKeeper.signal();
            if (way == Way.JOURNAL) {
                return false;
            }
            way = Way.JOURNAL;
            Set<WaitingEvent> first = allToStore().collect(toCollection(LinkedHashSet::new));
            first.addAll(held.takeAll());
            queue.addFirst(
                    first.stream().filter(event -> !event.outcome().isDone()).toList());
            queue.giveAllBack();
            writers.forEach(writer -> {
                writer.taken = List.of();
                writer.turn.signal();
            });
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
            toJournal =
                    isForJournal() ? queue.take(Math.min(maxEvents, allowance), maxBytes, event -> false) : List.of();
            allowance -= allowance == UNLIMITED ? 0 : toJournal.size();
            return toJournal;
        } finally {
            lock.unlock();
        }
    }

    private boolean isForJournal() {
        return way == Way.JOURNAL && queue.size() > 0 && allowance > 0;
    }

    /** What was on its way to the journal has been answered. */
    void settleJournal() {
        run(() -> {
            toJournal = List.of();
            forDrain.signal();
        });
    }

    /** Waits until what is asked is so, or the time is over; says whether it is. */
    private boolean await(Condition signal, BooleanSupplier asked, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (!asked.getAsBoolean() && left > 0) {
                left = signal.awaitNanos(left);
            }
            return asked.getAsBoolean();
        } finally {
            lock.unlock();
        }
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
