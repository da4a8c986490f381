package live.devhooks.api.ingestion;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The direct way: takes what waits to the store, many in one transaction, and answers after the commit. Belongs to a writer's thread; several of them
 * take events of different sources at once.
 *
 * <p>Where there is a journal, whoever finds that the store is away sends what is not answered there ({@link WaitingEvents#goToJournal}):
 * this class, or the keeper, while this one still waits for the store. From then on nothing of the batch is done here any more.
 */
final class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final WaitingEvents waiting;
    private final WaitingEvents.ToStore toStore;
    private final WatchedStore store;
    private final IngestProperties properties;
    private final boolean journaled;

    /** Without a journal ({@code journaled}) a batch is tried again for as long as its requests wait. */
    BatchWriter(WaitingEvents waiting, WatchedStore store, IngestProperties properties, boolean journaled) {
        this.waiting = waiting;
        this.toStore = waiting.newWriter();
        this.store = store;
        this.properties = properties;
        this.journaled = journaled;
    }

    /** Writes one batch, if something comes within a moment, and what has been put aside for long enough. */
    void writeSome() throws InterruptedException {
        if (toStore.awaitTurn()) {
            try {
                LockSupport.parkNanos(properties
                        .batchInterval()
                        .minus(waiting.sinceLastBatch())
                        .toNanos());
                write(toStore.take(properties.maxBatch(), properties.maxBatchBytes()), LockWait.A_MOMENT);
            } finally {
                toStore.settle();
            }
        }
        List<List<WaitingEvent>> due = toStore.takeDue(properties.maxBatch(), properties.maxBatchBytes());
        if (!due.isEmpty()) {
            try {
                due.forEach(events -> writeUnlessHeld(events, LockWait.NOT_AT_ALL));
            } finally {
                toStore.settle();
            }
        }
    }

    /** Answers each request of the batch, or leaves it to somebody else, whatever happens; the thread must survive everything. */
    private void write(List<WaitingEvent> batch, LockWait wait) {
        if (batch.isEmpty() || !isMine()) {
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
                case AWAY -> away(batch, e);
            }
        } catch (DataAccessException | TransactionException e) {
            unknown(batch, e);
        } catch (RuntimeException | Error e) {
            giveUp(batch, e);
        }
    }

    /** Writes {@code events} of one source, or puts them behind those that have been put aside meanwhile. */
    private void writeUnlessHeld(List<WaitingEvent> events, LockWait wait) {
        if (waiting.isHeld(events.get(0))) {
            waiting.hold(events);
        } else {
            write(events, wait);
        }
    }

    /** Whether the batch has not been sent to the journal meanwhile. */
    private boolean isMine() {
        return waiting.way() == WaitingEvents.Way.DIRECT;
    }

    /** One event that the database will not have must not take the others of its batch along. */
    private void withoutTheRefused(List<WaitingEvent> batch, NotAppendedException e) {
        if (batch.size() > 1) {
            LOG.info("a batch of {} events is written one by one: {}", batch.size(), e.toString());
            batch.forEach(event -> writeUnlessHeld(List.of(event), LockWait.A_MOMENT));
        } else if (isMine()) {
            giveUp(batch, e);
        }
    }

    /** Somebody holds the row of a source: that one is left alone for a moment, the others are written without waiting again. */
    private void withoutTheHeld(List<WaitingEvent> batch, NotAppendedException e) {
        List<List<WaitingEvent>> halves = HeldSources.halves(batch, WaitingEvent::sourceId);
        if (halves.size() > 1) {
            LOG.info("a batch of {} events is written in two: {}", batch.size(), e.toString());
            halves.forEach(events -> write(events, LockWait.NOT_AT_ALL));
            return;
        }
        List<WaitingEvent> inTime = inTime(batch, e);
        if (!inTime.isEmpty()) {
            waiting.hold(inTime);
        }
    }

    private void away(List<WaitingEvent> batch, NotAppendedException e) {
        if (journaled) {
            toJournal(e);
        } else {
            tryAgain(batch, e);
        }
    }

    /** The batch may be in the store or not. To write it once more is safe either way: what the store has already, it finds by its key. */
    private void unknown(List<WaitingEvent> batch, RuntimeException e) {
        if (journaled) {
            toJournal(e);
            return;
        }
        List<WaitingEvent> notFound =
                batch.stream().filter(not(this::isFoundAgain)).toList();
        if (!notFound.isEmpty()) {
            giveUp(notFound, e);
        }
        tryAgain(batch.stream().filter(this::isFoundAgain).toList(), e);
    }

    /** Not so where the same webhook counts as the same for a moment only. */
    private boolean isFoundAgain(WaitingEvent event) {
        return event.event().key().window().compareTo(properties.writeTimeout()) >= 0;
    }

    private void toJournal(RuntimeException e) {
        if (waiting.goToJournal()) {
            LOG.warn("events go to the journal, since the store is away: {}", e.toString());
        }
    }

    /** They are written again for as long as their requests wait. */
    private void tryAgain(List<WaitingEvent> batch, RuntimeException e) {
        List<WaitingEvent> inTime = inTime(batch, e);
        if (!inTime.isEmpty()) {
            LOG.warn("a batch of {} events could not be written and is tried again: {}", batch.size(), e.toString());
            LockSupport.parkNanos(properties.retryInterval().toNanos());
            write(inTime, LockWait.A_MOMENT);
        }
    }

    /** Those whose requests still wait; the others are given up. */
    private List<WaitingEvent> inTime(List<WaitingEvent> batch, RuntimeException e) {
        List<WaitingEvent> inTime = new ArrayList<>();
        List<WaitingEvent> late = new ArrayList<>();
        batch.forEach(event -> (event.isWithin(properties.writeTimeout()) ? inTime : late).add(event));
        if (!late.isEmpty()) {
            giveUp(late, e);
        }
        return inTime;
    }

    private static void giveUp(List<WaitingEvent> batch, Throwable e) {
        batch.forEach(event -> event.outcome().complete(new IngestOutcome.Unavailable()));
        LOG.error("a batch of {} events was not written", batch.size(), e);
    }
}
