package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import live.devhooks.api.ingestion.EventStore.LockWait;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes the events that wait, many in one transaction, and tells each request when its event is durable.
 *
 * <p>It owns one thread. {@link #start()} starts it before requests are taken; {@link #stop()}, called after the last request was
 * answered, lets it write what still waits and end. What always holds: an event is answered as accepted only after the commit of its
 * transaction; events of one source are written in the order in which this node took them; the queue never holds more than its
 * capacity.
 */
@Component
class EventWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final long IDLE_POLL_MILLIS = 100;
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final EventStore store;
    private final IngestProperties properties;
    private final BlockingQueue<WaitingEvent> queue;
    private final HeldSources held;

    @Nullable
    private volatile Thread thread;

    EventWriter(EventStore store, IngestProperties properties) {
        this.store = store;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queueCapacity());
        this.held = new HeldSources(properties.heldPause(), properties.queueCapacity());
    }

    /** Waits until {@code event} is durable, or could not be made so, or the time for it is over. */
    IngestOutcome write(IncomingEvent event) {
        WaitingEvent waiting = WaitingEvent.of(event);
        if (!isRunning() || !queue.offer(waiting)) {
            return new IngestOutcome.Overloaded();
        }
        try {
            return waiting.outcome().get(properties.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn(
                    "an event of source {} was not durable in time: {}",
                    event.source().id(),
                    e.toString());
            return new IngestOutcome.Unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IngestOutcome.Unavailable();
        }
    }

    @Override
    public void start() {
        Thread started = new Thread(this::run, "event-writer");
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping == null) {
            return;
        }
        try {
            stopping.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the web server, and so stopped after it: requests in flight still need the writer. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** How many events wait to be written. */
    int waiting() {
        return queue.size();
    }

    /** How many events have been put aside, since somebody holds the row of their source. */
    int held() {
        return held.size();
    }

    private void run() {
        long lastBatch = System.nanoTime() - properties.batchInterval().toNanos();
        try {
            while (isRunning() || !queue.isEmpty() || !held.isEmpty()) {
                WaitingEvent first = queue.poll(IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    LockSupport.parkNanos(lastBatch + properties.batchInterval().toNanos() - System.nanoTime());
                    lastBatch = System.nanoTime();
                    write(batchFrom(first), LockWait.A_MOMENT);
                }
                held.due().forEach(events -> write(events, LockWait.NOT_AT_ALL));
            }
        } catch (InterruptedException e) {
            LOG.error("the event writer was interrupted; this node takes no events until it is restarted", e);
            thread = null;
        }
    }

    /** What waits, as far as it fits into a batch, without the events of sources that are left alone. */
    private List<WaitingEvent> batchFrom(WaitingEvent first) {
        List<WaitingEvent> batch = new ArrayList<>();
        long bytes = 0;
        WaitingEvent next = first;
        while (next != null) {
            if (!held.takes(next)) {
                batch.add(next);
                bytes += next.bytes();
            }
            WaitingEvent following = queue.peek();
            boolean fits = following != null
                    && batch.size() < properties.maxBatch()
                    && bytes + following.bytes() <= properties.maxBatchBytes();
            next = fits ? queue.remove() : null;
        }
        return batch;
    }

    /** Answers each request of the batch, whatever happens; the thread must survive everything. */
    private void write(List<WaitingEvent> batch, LockWait wait) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<IngestOutcome> outcomes =
                    store.append(batch.stream().map(WaitingEvent::event).toList(), wait);
            for (int at = 0; at < batch.size(); at++) {
                batch.get(at).outcome().complete(outcomes.get(at));
            }
        } catch (NotAppendedException e) {
            switch (e.reason()) {
                case REFUSED -> withoutTheRefused(batch, e);
                case HELD -> withoutTheHeld(batch, e);
                case AWAY -> tryAgain(batch, e);
            }
        } catch (RuntimeException | Error e) {
            giveUp(batch, e);
        }
    }

    /** One event that the database will not have must not take the others of its batch along. */
    private void withoutTheRefused(List<WaitingEvent> batch, NotAppendedException e) {
        if (batch.size() == 1) {
            giveUp(batch, e);
        } else {
            LOG.info("a batch of {} events is written one by one: {}", batch.size(), e.toString());
            batch.forEach(waiting -> write(List.of(waiting), LockWait.A_MOMENT));
        }
    }

    /** Somebody holds the row of a source: that one is left alone for a moment, the others are written without waiting again. */
    private void withoutTheHeld(List<WaitingEvent> batch, NotAppendedException e) {
        Map<Long, List<WaitingEvent>> bySource =
                batch.stream().collect(groupingBy(WaitingEvent::sourceId, LinkedHashMap::new, toList()));
        if (bySource.size() > 1) {
            LOG.info("a batch of {} events is written source by source: {}", batch.size(), e.toString());
            bySource.values().forEach(events -> write(events, LockWait.NOT_AT_ALL));
            return;
        }
        List<WaitingEvent> inTime = inTime(batch, e);
        if (!inTime.isEmpty()) {
            held.hold(inTime);
        }
    }

    /** The database is away: they are written again for as long as their requests wait. */
    private void tryAgain(List<WaitingEvent> batch, NotAppendedException e) {
        List<WaitingEvent> inTime = inTime(batch, e);
        if (!inTime.isEmpty()) {
            LOG.warn("a batch of {} events could not be written and is tried again: {}", batch.size(), e.toString());
            LockSupport.parkNanos(properties.retryInterval().toNanos());
            write(inTime, LockWait.A_MOMENT);
        }
    }

    /** Those whose requests still wait; the others are given up. */
    private List<WaitingEvent> inTime(List<WaitingEvent> batch, NotAppendedException e) {
        List<WaitingEvent> inTime = new ArrayList<>();
        List<WaitingEvent> late = new ArrayList<>();
        batch.forEach(waiting -> (waiting.isWithin(properties.writeTimeout()) ? inTime : late).add(waiting));
        if (!late.isEmpty()) {
            giveUp(late, e);
        }
        return inTime;
    }

    private static void giveUp(List<WaitingEvent> batch, Throwable e) {
        batch.forEach(waiting -> waiting.outcome().complete(new IngestOutcome.Unavailable()));
        LOG.error("a batch of {} events was not written", batch.size(), e);
    }
}
