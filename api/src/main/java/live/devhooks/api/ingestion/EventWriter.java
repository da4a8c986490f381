package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes events durable, many at once, and tells each request when its event is: in the store, or, while that is away, in the journal of
 * this node, where there is one.
 *
 * <p>It owns a few threads. The writers alone speak to the store: they take what waits there ({@link BatchWriter}), each of other sources; or, once the
 * store was away, the first of them takes the journal there ({@link JournalDrain}), when all are back. The keeper never waits for the store: it takes
 * what waits to the journal ({@link JournalKeeper}) from when a writer has failed or hangs until the journal is empty. {@link WaitingEvents} decides
 * whose turn it is. The last looks now and then for those that have waited for too long.
 *
 * <p>{@link #start()} starts them before requests are taken; {@link #stop()}, called after the last request was answered, or the time for that is over,
 * lets them finish what still waits, and the journal, if the store takes it; whoever waits then still is told that it was in vain. What always holds: an event is answered as accepted only after the
 * commit of its transaction, as journaled only when the disk has confirmed it; events of one source are written in the order in which
 * this node took them; no more wait than may.
 */
@Component
class EventWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /** How often is looked for events that have waited for too long, and so how much longer than that they may wait. */
    private static final Duration LATE_INTERVAL = Duration.ofMillis(100);

    private final EventStore store;
    private final IngestProperties properties;
    private final WaitingEvents waiting;
    private final List<BatchWriter> writers;
    private final Optional<JournalKeeper> keeper;
    private final Optional<JournalDrain> drain;

    private volatile boolean running;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable ScheduledExecutorService lookout;

    EventWriter(EventStore store, IngestProperties properties, Optional<EventJournal> journal, IngestTraces traces) {
        this.store = store;
        this.properties = properties;
        this.waiting = new WaitingEvents(
                properties.queueCapacity(),
                properties.queueBytes(),
                properties.heldPause(),
                new WaitingEvents.Further(properties.maxBatch(), properties.furtherBatchAfter()),
                journal.map(EventJournal::isEmpty).orElse(true) ? Way.DIRECT : Way.JOURNAL);
        List<WatchedStore> stores = Stream.generate(() -> new WatchedStore(store, traces))
                .limit(properties.writers())
                .toList();
        this.writers = stores.stream()
                .map(watched -> new BatchWriter(waiting, watched, properties, journal.isPresent()))
                .toList();
        this.keeper = journal.map(there -> new JournalKeeper(waiting, stores, there, properties));
        this.drain = journal.map(there -> new JournalDrain(waiting, stores.get(0), there, properties));
    }

    /**
     * What becomes of {@code event} is known when it is durable, or could not be made so, or the time for it is over. The thread that says so has other
     * work to do, and must not be given that of the request.
     */
    CompletableFuture<IngestOutcome> write(IncomingEvent event) {
        WaitingEvent answered = WaitingEvent.of(event);
        if (!running || !waiting.offer(answered)) {
            answered.outcome().complete(new IngestOutcome.Overloaded());
        }
        return answered.outcome();
    }

    /** As {@link EventStore#rehearse}; no event of others waits for that, and no journal has it. */
    void rehearse(IncomingEvent ofNobody) {
        store.rehearse(List.of(ofNobody));
    }

    @Override
    public void start() {
        threads.removeIf(thread -> !thread.isAlive());
        if (!threads.isEmpty()) {
            throw new IllegalStateException("the event writer cannot be started again while it still stops");
        }
        waiting.open();
        running = true;
        startThread("event-writer-1", () -> write(writers.get(0), drain));
        for (int number = 2; number <= writers.size(); number++) {
            BatchWriter further = writers.get(number - 1);
            startThread("event-writer-" + number, () -> write(further, Optional.empty()));
        }
        keeper.ifPresent(there ->
                startThread("event-journal", () -> repeat(() -> !waiting.isEmpty(), there::keepSome)));
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "late-events"));
        started.scheduleWithFixedDelay(
                () -> answerLate(properties.writeTimeout()),
                LATE_INTERVAL.toMillis(),
                LATE_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        lookout = started;
    }

    @Override
    public void stop() {
        running = false;
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        threads.forEach(thread -> join(thread, deadline));
        if (lookout != null) {
            lookout.shutdown();
        }
        waiting.close();
        answerLate(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, and so stopped after it: requests in flight still need the writer. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** How many events wait to be taken on. */
    int waiting() {
        return waiting.size();
    }

    /** How many events have been put aside, since somebody holds the row of their source. */
    int held() {
        return waiting.held();
    }

    /** Whether events go to the store, and not to the journal. */
    boolean isDirect() {
        return waiting.way() == Way.DIRECT;
    }

    /** Takes what waits to the store; what is in the journal, too, where {@code drains} is there. */
    private void write(BatchWriter batches, Optional<JournalDrain> drains) {
        repeat(
                () -> !waiting.isEmpty() || drains.map(JournalDrain::getsOn).orElse(false),
                () -> writeSome(batches, drains));
    }

    private void writeSome(BatchWriter batches, Optional<JournalDrain> drains) throws InterruptedException {
        if (waiting.way() == Way.DIRECT) {
            batches.writeSome();
        } else if (drains.isEmpty()) {
            waiting.awaitDirect(IDLE_POLL);
        } else if (waiting.awaitNothingForStore(IDLE_POLL)) {
            drains.get().drainSome();
        }
    }

    /** What a thread does again and again. */
    private interface Step {
        void take() throws InterruptedException;
    }

    /** As long as this runs, or there is something left; a failure must not end the thread. */
    private void repeat(BooleanSupplier isSomethingLeft, Step step) {
        try {
            while (running || isSomethingLeft.getAsBoolean()) {
                try {
                    step.take();
                } catch (RuntimeException | Error e) {
                    LOG.error("{} failed, and goes on", Thread.currentThread().getName(), e);
                    Thread.sleep(IDLE_POLL.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.error("the event writer was interrupted; this node takes no events until it is restarted", e);
            running = false;
        }
    }

    /**
     * Tells requests that have waited for so long that they did so in vain. What has not been taken on by then is left out; what is on its way, or has been put
     * aside, may become durable yet. A failure must not end the looks.
     */
    private void answerLate(Duration after) {
        try {
            List<WaitingEvent> late = waiting.waitingFor(after).stream()
                    .filter(event -> event.outcome().complete(new IngestOutcome.Unavailable()))
                    .toList();
            if (!late.isEmpty()) {
                LOG.warn(
                        "{} events were not durable in time, the first of source {}",
                        late.size(),
                        late.get(0).sourceId());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("events that have waited for too long could not be looked for", e);
        }
    }

    private void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        threads.add(thread);
        thread.start();
    }

    private static void join(Thread thread, long deadline) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (thread.isAlive()) {
                LOG.warn("{} is still at work when the node stops", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
