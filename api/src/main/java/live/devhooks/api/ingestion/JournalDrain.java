package live.devhooks.api.ingestion;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.devhooks.api.ingestion.EventJournal.Journaled;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The way through the journal, from the disk on: takes it to the store, batch by batch, as soon as that answers again, and gives the way
 * back when nothing is left. Belongs to the first writer's thread.
 *
 * <p>Events leave the journal after their commit. So a crash in between, or a commit of which nobody knows, has the store asked for
 * the same events again, and the store folds them. Those of a source are written in their order; one whose row somebody holds is left
 * alone for a while, until which the journal keeps what comes behind, in the store or not.
 */
final class JournalDrain {

    private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);

    /** Most events that are left alone: what comes behind them stays in the journal. */
    private static final int MAX_HELD = 1_024;

    private final WaitingEvents waiting;
    private final WatchedStore store;
    private final EventJournal journal;
    private final IngestProperties properties;
    private final BackOff backOff;

    /** What has been read and is neither in the store nor held; where something of its source is held, it goes behind that before it is written. */
    private final List<Journaled> left = new ArrayList<>();

    private final HeldSources<Journaled> held;

    /** How long to wait before the next try. */
    private Duration pause = Duration.ZERO;

    JournalDrain(WaitingEvents waiting, WatchedStore store, EventJournal journal, IngestProperties properties) {
        this.waiting = waiting;
        this.store = store;
        this.journal = journal;
        this.properties = properties;
        this.held = new HeldSources<>(
                properties.heldPause(), MAX_HELD, properties.queueBytes(), Journaled::sourceId, Journaled::bytes);
        this.backOff = new BackOff(properties.retryInterval(), journal.maxPause());
    }

    /** Takes one batch on, or gives the way back, or waits a little for the store. */
    void drainSome() throws InterruptedException {
        Thread.sleep(pause.toMillis());
        pause = Duration.ZERO;
        try {
            if (waiting.way() == WaitingEvents.Way.RETURNING) {
                finish();
            } else {
                goOn();
            }
        } catch (NotAppendedException | DataAccessException | TransactionException e) {
            LOG.warn("the store does not take the journal's {} events yet: {}", journal.events(), e.toString());
            waitFor(backOff.next());
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("the journal cannot be drained, which is tried again", e);
            waitFor(backOff.next());
        }
    }

    /** Whether the last try succeeded, and something is left. */
    boolean getsOn() {
        return pause.isZero() && !journal.isEmpty();
    }

    /** While more is appended; when little is left, that ends. */
    private void goOn() throws IOException, InterruptedException {
        if (journal.isEmpty()) {
            Thread.sleep(backOff.next().toMillis());
        }
        takeOn();
        if (held.isEmpty() && journal.events() <= properties.maxBatch()) {
            waiting.startReturning();
        }
    }

    /** While nothing more is appended. */
    private void finish() throws IOException, InterruptedException {
        if (!waiting.awaitNothingForJournal(journal.after())) {
            return;
        }
        if (!journal.isEmpty()) {
            takeOn();
        } else if (waiting.goDirect()) {
            LOG.info("the journal is empty: events go to the store again");
        }
    }

    private void takeOn() throws IOException {
        if (left.isEmpty()) {
            readOn();
        }
        boolean some = !left.isEmpty();
        // After a failure there may be more left than one batch. Of nothing, too: whether the store answers is to be
        // known before events are sent there again.
        for (List<Journaled> batch :
                held.batches(List.copyOf(left), properties.maxBatch(), properties.maxBatchBytes())) {
            List<Journaled> others = withoutThePutAside(batch);
            if (batch.isEmpty() || !others.isEmpty()) {
                write(others, LockWait.A_MOMENT);
            }
        }
        List<List<Journaled>> due = held.due(properties.maxBatch(), properties.maxBatchBytes(), event -> true);
        due.forEach(left::addAll);
        for (List<Journaled> events : due) {
            writeUnlessHeld(events, LockWait.NOT_AT_ALL);
        }
        forget();
        goOnAfter(some);
    }

    /** Those whose source has been put aside since they were read go behind it. */
    private List<Journaled> withoutThePutAside(List<Journaled> batch) {
        List<Journaled> others = new ArrayList<>();
        for (Journaled event : batch) {
            if (held.holds(event)) {
                left.remove(event);
                held.hold(List.of(event));
            } else {
                others.add(event);
            }
        }
        return others;
    }

    private void readOn() throws IOException {
        if (held.hasRoom()) {
            for (Journaled event : journal.next(properties.maxBatch(), properties.maxBatchBytes())) {
                if (held.holds(event)) {
                    held.hold(List.of(event));
                } else {
                    left.add(event);
                }
            }
        }
    }

    /** What is in the store need not be in the journal. */
    private void forget() throws IOException {
        Optional<Journaled> oldest = held.all().min(comparing(Journaled::entry));
        if (oldest.isPresent()) {
            journal.drainedBefore(oldest.get());
        } else {
            journal.drained();
        }
    }

    private void goOnAfter(boolean some) {
        if (some) {
            backOff.reset();
        }
        if (held.isEmpty()) {
            waiting.allowForJournal(Math.max(1, properties.maxBatch() / 2));
        } else {
            waitFor(some ? Duration.ZERO : properties.retryInterval());
        }
    }

    /** Whoever waits for an answer must not wait for this. */
    private void waitFor(Duration time) {
        pause = time;
        waiting.goToJournal();
    }

    /** Writes {@code events} of one source, or puts them behind those that have been put aside meanwhile. */
    private void writeUnlessHeld(List<Journaled> events, LockWait wait) throws IOException {
        if (held.holds(events.get(0))) {
            left.removeAll(events);
            held.hold(events);
        } else {
            write(events, wait);
        }
    }

    /** What is in the store afterwards, or held, or will never be there, is left no more. */
    private void write(List<Journaled> batch, LockWait wait) throws IOException {
        try {
            List<IngestOutcome> outcomes =
                    store.append(batch.stream().map(Journaled::event).toList(), wait);
            left.removeAll(batch);
            reportDeletedSources(outcomes);
        } catch (NotAppendedException e) {
            switch (e.reason()) {
                case REFUSED -> withoutTheRefused(batch, e);
                case HELD -> withoutTheHeld(batch, e);
                case AWAY -> throw e;
            }
        } catch (DataAccessException | TransactionException unknown) {
            throw unknown;
        } catch (RuntimeException e) {
            withoutTheRefused(batch, e);
        }
    }

    private static void reportDeletedSources(List<IngestOutcome> outcomes) {
        long dropped = outcomes.stream()
                .filter(IngestOutcome.UnknownKey.class::isInstance)
                .count();
        if (dropped > 0) {
            LOG.info("{} events of the journal are dropped, since their source was deleted meanwhile", dropped);
        }
    }

    /** One event that cannot be written must not keep the others of the journal. */
    private void withoutTheRefused(List<Journaled> batch, RuntimeException e) throws IOException {
        if (batch.size() > 1) {
            LOG.info("{} events of the journal are written one by one: {}", batch.size(), e.toString());
            for (Journaled event : batch) {
                writeUnlessHeld(List.of(event), LockWait.A_MOMENT);
            }
            return;
        }
        Journaled refused = batch.get(0);
        LOG.error("an event of source {} is put aside, since the store will not have it", refused.sourceId(), e);
        journal.putAside(refused);
        left.remove(refused);
    }

    /** Somebody holds the row of a source: that one is left alone for a moment, the others are written without waiting again. */
    private void withoutTheHeld(List<Journaled> batch, NotAppendedException e) throws IOException {
        List<List<Journaled>> halves = HeldSources.halves(batch, Journaled::sourceId);
        if (halves.size() > 1) {
            LOG.info("{} events of the journal are written in two: {}", batch.size(), e.toString());
            for (List<Journaled> events : halves) {
                write(events, LockWait.NOT_AT_ALL);
            }
        } else {
            left.removeAll(batch);
            held.hold(batch);
        }
    }
}
