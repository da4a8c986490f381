package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.api.ingestion.EventJournal.Journaled;
import live.devhooks.api.ingestion.EventStore.LockWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The way through the journal, from the disk on: takes it to the store, batch by batch, as soon as that answers again, and gives the way
 * back when nothing is left. Belongs to the writer's thread.
 *
 * <p>Events leave the journal after their commit. So a crash in between, or a commit of which nobody knows, has the store asked for
 * the same events again, and the store folds them. Those of a source are written in their order; one whose row somebody holds has the
 * next batch wait.
 */
final class JournalDrain {

    private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);

    private final WaitingEvents waiting;
    private final WatchedStore store;
    private final EventJournal journal;
    private final IngestProperties properties;
    private final BackOff backOff;

    /** What of the journal's head is not in the store yet. */
    private final List<Journaled> left = new ArrayList<>();

    /** How long to wait before the next try. */
    private Duration pause = Duration.ZERO;

    JournalDrain(WaitingEvents waiting, WatchedStore store, EventJournal journal, IngestProperties properties) {
        this.waiting = waiting;
        this.store = store;
        this.journal = journal;
        this.properties = properties;
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

    /** With what is appended meanwhile; when little is left, that ends. */
    private void goOn() throws IOException, InterruptedException {
        if (journal.isEmpty()) {
            Thread.sleep(backOff.next().toMillis());
        }
        takeOn();
        if (journal.events() <= properties.maxBatch()) {
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
            left.addAll(journal.head(properties.maxBatch(), properties.maxBatchBytes()));
        }
        if (left.isEmpty()) {
            // Whether the store answers is to be known before events are sent there again.
            store.append(List.of(), LockWait.A_MOMENT);
            return;
        }
        write(List.copyOf(left), LockWait.A_MOMENT);
        if (left.isEmpty()) {
            journal.drained();
            backOff.reset();
        } else {
            waitFor(properties.heldPause());
        }
    }

    /** Whoever waits for an answer must not wait for this. */
    private void waitFor(Duration time) {
        pause = time;
        waiting.goToJournal();
    }

    /** What is in the store afterwards, or will never be, is left no more. */
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
                write(List.of(event), LockWait.A_MOMENT);
            }
            return;
        }
        Journaled refused = batch.get(0);
        LOG.error(
                "an event of source {} is put aside, since the store will not have it",
                refused.event().source().id(),
                e);
        journal.putAside(refused);
        left.remove(refused);
    }

    /** Somebody holds the row of a source: its events are left for the next try. */
    private void withoutTheHeld(List<Journaled> batch, NotAppendedException e) throws IOException {
        Map<Long, List<Journaled>> bySource = batch.stream()
                .collect(groupingBy(event -> event.event().source().id(), LinkedHashMap::new, toList()));
        LOG.info("{} events of the journal wait for a source: {}", batch.size(), e.toString());
        if (bySource.size() > 1) {
            for (List<Journaled> events : bySource.values()) {
                write(events, LockWait.NOT_AT_ALL);
            }
        }
    }
}
