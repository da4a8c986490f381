package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of sources whose row somebody holds, put aside for a moment so that those of all other sources need not wait. Belongs to
 * {@link WaitingEvents}, and is used in its turns only.
 */
final class HeldSources {

    private final Duration pause;
    private final int capacity;
    private final Map<Long, Held> bySource = new LinkedHashMap<>();
    private int size;

    /**
     * Makes room for {@code capacity} events.
     *
     * @param pause how long a source is left alone before it is tried again
     */
    HeldSources(Duration pause, int capacity) {
        this.pause = pause;
        this.capacity = capacity;
    }

    private record Held(List<WaitingEvent> events, long until) {}

    int size() {
        return size;
    }

    boolean isEmpty() {
        return bySource.isEmpty();
    }

    /** Puts {@code event} behind those of its source, where that is being left alone, or answers it, where there is no room. */
    boolean takes(WaitingEvent event) {
        Held held = bySource.get(event.sourceId());
        if (held == null) {
            return false;
        }
        if (size >= capacity) {
            event.outcome().complete(new IngestOutcome.Overloaded());
        } else {
            held.events.add(event);
            size++;
        }
        return true;
    }

    /** Leaves a source, all of whose {@code events} these are, alone from now on. */
    void hold(List<WaitingEvent> events) {
        bySource.put(events.get(0).sourceId(), new Held(new ArrayList<>(events), System.nanoTime() + pause.toNanos()));
        size += events.size();
    }

    /** Gives back the events of the sources that have been left alone for long enough, a list for each source. */
    List<List<WaitingEvent>> due() {
        List<List<WaitingEvent>> due = new ArrayList<>();
        for (Iterator<Held> all = bySource.values().iterator(); all.hasNext(); ) {
            Held held = all.next();
            if (System.nanoTime() - held.until >= 0) {
                due.add(held.events);
                size -= held.events.size();
                all.remove();
            }
        }
        return due;
    }

    /** Gives back all events, those of each source in their order. */
    List<WaitingEvent> takeAll() {
        List<WaitingEvent> all =
                bySource.values().stream().flatMap(held -> held.events.stream()).toList();
        bySource.clear();
        size = 0;
        return all;
    }
}
