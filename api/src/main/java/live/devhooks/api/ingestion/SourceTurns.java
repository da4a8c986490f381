package live.devhooks.api.ingestion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Events that wait: those of each source in their order, and sources in turn, one event of each, so that nobody waits behind the many of another. Sources
 * that are kept back have no turn. Not safe for use by several threads at once.
 */
final class SourceTurns {

    /** Those that have events or are kept back. */
    private final Map<Long, Source> sources = new LinkedHashMap<>();

    /** Those that have events and are not kept back, and some that were so before; whose turn is next comes first. */
    private final Deque<Source> turns = new ArrayDeque<>();

    private int size;
    private int ready;
    private long bytes;

    private static final class Source {

        private final Deque<WaitingEvent> events = new ArrayDeque<>(1);
        private boolean isKeptBack;
        private boolean isInTurns;
    }

    /** How many wait. */
    int size() {
        return size;
    }

    /** How many of them can be taken. */
    int ready() {
        return ready;
    }

    /** Of all their bodies. */
    long bytes() {
        return bytes;
    }

    boolean isKeptBack(WaitingEvent event) {
        Source source = sources.get(event.sourceId());
        return source != null && source.isKeptBack;
    }

    Stream<WaitingEvent> all() {
        return sources.values().stream().flatMap(source -> source.events.stream());
    }

    /** Puts it behind those of its source. */
    void add(WaitingEvent event) {
        Source source = source(event.sourceId());
        source.events.addLast(event);
        count(source, event, 1);
        queueUp(source);
    }

    /** Puts them before those of their sources, in their order. */
    void addFirst(List<WaitingEvent> events) {
        for (int at = events.size() - 1; at >= 0; at--) {
            WaitingEvent event = events.get(at);
            Source source = source(event.sourceId());
            source.events.addFirst(event);
            count(source, event, 1);
            queueUp(source);
        }
    }

    /** Those whose turn it is, within these bounds, at least one if there is one, and without what is answered or {@code goesElsewhere}. */
    List<WaitingEvent> take(int maxEvents, long maxBytes, Predicate<WaitingEvent> goesElsewhere) {
        List<WaitingEvent> batch = new ArrayList<>();
        long taken = 0;
        for (Source source = turns.peekFirst();
                source != null && batch.size() < maxEvents;
                source = turns.peekFirst()) {
            WaitingEvent next = source.isKeptBack ? null : source.events.peekFirst();
            if (next != null && !batch.isEmpty() && taken + next.bytes() > maxBytes) {
                break;
            }
            turns.removeFirst();
            source.isInTurns = false;
            if (next != null) {
                source.events.removeFirst();
                count(source, next, -1);
                queueUp(source);
                forgetIfDone(next.sourceId(), source);
                // Whoever was told that it was in vain is not to be surprised by it later.
                if (!next.outcome().isDone() && !goesElsewhere.test(next)) {
                    batch.add(next);
                    taken += next.bytes();
                }
            }
        }
        return batch;
    }

    /** These sources have no turn until they are given back. */
    void keepBack(Collection<Long> ids) {
        for (Long id : ids) {
            Source source = source(id);
            if (!source.isKeptBack) {
                source.isKeptBack = true;
                ready -= source.events.size();
            }
        }
    }

    /** These sources have their turns again. */
    void giveBack(Collection<Long> ids) {
        for (Long id : ids) {
            Source source = sources.get(id);
            if (source != null && source.isKeptBack) {
                source.isKeptBack = false;
                ready += source.events.size();
                queueUp(source);
                forgetIfDone(id, source);
            }
        }
    }

    /** All sources have their turns again. */
    void giveAllBack() {
        giveBack(List.copyOf(sources.keySet()));
    }

    private Source source(long id) {
        return sources.computeIfAbsent(id, any -> new Source());
    }

    private void queueUp(Source source) {
        if (!source.isInTurns && !source.isKeptBack && !source.events.isEmpty()) {
            source.isInTurns = true;
            turns.addLast(source);
        }
    }

    private void forgetIfDone(long id, Source source) {
        if (source.events.isEmpty() && !source.isKeptBack) {
            sources.remove(id);
        }
    }

    private void count(Source source, WaitingEvent event, int sign) {
        size += sign;
        bytes += (long) sign * event.bytes();
        ready += source.isKeptBack ? 0 : sign;
    }
}
