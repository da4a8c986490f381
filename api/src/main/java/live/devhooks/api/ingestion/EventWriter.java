package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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
 * transaction; events of one source are written in the order in which this node took them, unless one had to wait for
 * its source's row; the queue never holds more than its
 * capacity.
 */
@Component
class EventWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final long IDLE_POLL_MILLIS = 100;
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final EventStore store;
    private final IngestProperties properties;
    private final BlockingQueue<Waiting> queue;

    @Nullable
    private volatile Thread thread;

    EventWriter(EventStore store, IngestProperties properties) {
        this.store = store;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queueCapacity());
    }

    /** An event and the request that waits for it. */
    private record Waiting(IncomingEvent event, CompletableFuture<IngestOutcome> outcome, long sinceNanos) {}

    /** Waits until {@code event} is durable, or could not be made so, or the time for it is over. */
    IngestOutcome write(IncomingEvent event) {
        Waiting waiting = new Waiting(event, new CompletableFuture<>(), System.nanoTime());
        if (!isRunning() || !queue.offer(waiting)) {
            return new IngestOutcome.Overloaded();
        }
        try {
            return waiting.outcome.get(properties.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
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

    private void run() {
        long lastBatch = System.nanoTime() - properties.batchInterval().toNanos();
        try {
            while (isRunning() || !queue.isEmpty()) {
                Waiting first = queue.poll(IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    LockSupport.parkNanos(lastBatch + properties.batchInterval().toNanos() - System.nanoTime());
                    lastBatch = System.nanoTime();
                    write(batchFrom(first));
                }
            }
        } catch (InterruptedException e) {
            LOG.error("the event writer was interrupted; this node takes no events until it is restarted", e);
            thread = null;
        }
    }

    private List<Waiting> batchFrom(Waiting first) {
        List<Waiting> batch = new ArrayList<>();
        batch.add(first);
        long bytes = size(first);
        while (batch.size() < properties.maxBatch()) {
            Waiting next = queue.peek();
            if (next == null || bytes + size(next) > properties.maxBatchBytes()) {
                break;
            }
            bytes += size(next);
            batch.add(queue.remove());
        }
        return batch;
    }

    /** Answers each request of the batch, whatever happens; the thread must survive everything. */
    private void write(List<Waiting> batch) {
        try {
            List<IngestOutcome> outcomes =
                    store.append(batch.stream().map(Waiting::event).toList());
            for (int at = 0; at < batch.size(); at++) {
                batch.get(at).outcome.complete(outcomes.get(at));
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
    private void withoutTheRefused(List<Waiting> batch, NotAppendedException e) {
        if (batch.size() == 1) {
            giveUp(batch, e);
        } else {
            LOG.info("a batch of {} events is written one by one: {}", batch.size(), e.toString());
            batch.forEach(waiting -> write(List.of(waiting)));
        }
    }

    /**
     * Somebody holds the row of a source. Its events go back into the queue, as often as there is time for, so that those of other
     * sources wait no longer for it than one try takes.
     */
    private void withoutTheHeld(List<Waiting> batch, NotAppendedException e) {
        Map<Long, List<Waiting>> bySource = batch.stream()
                .collect(groupingBy(waiting -> waiting.event.source().id(), LinkedHashMap::new, toList()));
        if (bySource.size() > 1) {
            LOG.info("a batch of {} events is written source by source: {}", batch.size(), e.toString());
            bySource.values().forEach(this::write);
        } else {
            batch.stream()
                    .filter(held -> !isInTime(held) || !queue.offer(held))
                    .forEach(late -> giveUp(List.of(late), e));
        }
    }

    /** The database is away: they are written again for as long as their requests wait. */
    private void tryAgain(List<Waiting> batch, NotAppendedException e) {
        List<Waiting> inTime = batch.stream().filter(this::isInTime).toList();
        List<Waiting> late =
                batch.stream().filter(waiting -> !inTime.contains(waiting)).toList();
        if (!late.isEmpty()) {
            giveUp(late, e);
        }
        if (!inTime.isEmpty()) {
            LOG.warn("a batch of {} events could not be written and is tried again: {}", batch.size(), e.toString());
            LockSupport.parkNanos(properties.retryInterval().toNanos());
            write(inTime);
        }
    }

    private boolean isInTime(Waiting waiting) {
        return System.nanoTime() - waiting.sinceNanos
                < properties.writeTimeout().toNanos();
    }

    private static void giveUp(List<Waiting> batch, Throwable e) {
        batch.forEach(waiting -> waiting.outcome.complete(new IngestOutcome.Unavailable()));
        LOG.error("a batch of {} events was not written", batch.size(), e);
    }

    private static int size(Waiting waiting) {
        return waiting.event.body().bytes().length;
    }
}
