package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.List;
import live.devhooks.api.ingestion.LockedSources.LockWait;

/** The store, as one writer's thread uses it, and how long it has kept that waiting, for others to see. */
final class WatchedStore {

    private final EventStore store;
    private final IngestTraces traces;
    private final BusySince busy = new BusySince();

    WatchedStore(EventStore store, IngestTraces traces) {
        this.store = store;
        this.traces = traces;
    }

    /** As {@link EventStore#append}. */
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        busy.begin();
        try {
            List<IngestOutcome> outcomes = store.append(events, wait);
            traces.stored(events, outcomes);
            return outcomes;
        } finally {
            busy.end();
        }
    }

    /** Whether events have been on their way to it for longer than this. */
    boolean keepsWaiting(Duration longerThan) {
        return busy.isLongerThan(longerThan);
    }
}
