package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.List;
import live.devhooks.api.journal.AppendOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way through the journal, up to the disk: watches how long the store keeps writers waiting, and, while the way is that of the
 * journal, takes what waits there and answers when the disk has confirmed it. Belongs to a thread of its own, which never waits for
 * the store.
 */
final class JournalKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);

    /** How often it looks at the writers, in the time after which events go to the journal. */
    private static final int LOOKS = 4;

    private final WaitingEvents waiting;
    private final List<WatchedStore> stores;
    private final EventJournal journal;
    private final IngestProperties properties;
    private final Duration look;
    private boolean failing;

    /** Of the store, as each writer uses it. */
    JournalKeeper(WaitingEvents waiting, List<WatchedStore> stores, EventJournal journal, IngestProperties properties) {
        this.waiting = waiting;
        this.stores = stores;
        this.journal = journal;
        this.properties = properties;
        this.look = journal.after().dividedBy(LOOKS);
    }

    /** Looks once, and keeps one batch, if there is one within a moment. */
    void keepSome() throws InterruptedException {
        if (stores.stream().anyMatch(store -> store.keepsWaiting(journal.after())) && waiting.goToJournal()) {
            LOG.warn("events go to the journal, since the store has not answered for {}", journal.after());
        }
        List<WaitingEvent> batch = waiting.takeForJournal(properties.maxBatch(), properties.maxBatchBytes(), look);
        if (!batch.isEmpty()) {
            try {
                keep(batch);
            } finally {
                waiting.settleJournal();
            }
        }
    }

    /** Answers each request of the batch, whatever happens; the thread must survive everything. */
    private void keep(List<WaitingEvent> batch) {
        IngestOutcome refused = new IngestOutcome.JournalFailed();
        try {
            AppendOutcome outcome =
                    journal.append(batch.stream().map(WaitingEvent::event).toList());
            report(outcome);
            if (outcome instanceof AppendOutcome.Durable) {
                batch.forEach(event -> event.outcome()
                        .complete(new IngestOutcome.Journaled(event.event().type())));
            } else if (outcome instanceof AppendOutcome.Full) {
                refused = new IngestOutcome.JournalFull();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("a batch of {} events was not written to the journal", batch.size(), e);
        } finally {
            for (WaitingEvent event : batch) {
                event.outcome().complete(refused);
            }
        }
    }

    private void report(AppendOutcome outcome) {
        boolean fails = !(outcome instanceof AppendOutcome.Durable);
        if (fails && !failing) {
            LOG.error("events are refused, since the store is away and the journal does not take them: {}", outcome);
        } else if (failing && !fails) {
            LOG.info("the journal takes events again");
        }
        failing = fails;
    }
}
