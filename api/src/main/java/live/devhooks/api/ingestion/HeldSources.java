package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The events of sources whose row somebody holds, put aside for a moment so that those of all other sources need not wait. Not safe for
 * use by several threads at once.
 */
final class HeldSources<E> {

    private final Duration pause;
    private final int capacity;
    private final long maxBytes;
    private final ToLongFunction<E> sourceId;
    private final ToLongFunction<E> bytesOf;
    private final Map<Long, Held<E>> bySource = new LinkedHashMap<>();
    private int size;
    private long bytes;

    /**
     * Makes room for {@code capacity} events, of {@code maxBytes} together.
     *
     * @param pause how long a source is left alone before it is tried again
     * @param sourceId the source that an event belongs to
     * @param bytesOf how large it is
     */
    HeldSources(Duration pause, int capacity, long maxBytes, ToLongFunction<E> sourceId, ToLongFunction<E> bytesOf) {
        this.pause = pause;
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.sourceId = sourceId;
        this.bytesOf = bytesOf;
    }

    private record Held<E>(List<E> events, long until) {}

    int size() {
        return size;
    }

    boolean isEmpty() {
        return bySource.isEmpty();
    }

    boolean hasRoom() {
        return size < capacity && bytes < maxBytes;
    }

    /** Whether the source of {@code event} is being left alone. */
    boolean holds(E event) {
        return bySource.containsKey(sourceId.applyAsLong(event));
    }

    /** Leaves a source, all of whose {@code events} these are, alone from now on; or puts these behind those of its that are here. */
    void hold(List<E> events) {
        bySource.computeIfAbsent(
                        sourceId.applyAsLong(events.get(0)),
                        source -> new Held<>(new ArrayList<>(), System.nanoTime() + pause.toNanos()))
                .events
                .addAll(events);
        size += events.size();
        bytes += bytesOf(events);
    }

    /**
     * Gives back the events of the sources that have been left alone for long enough, and {@code mayBe} given back. Those of a source follow each other, in
     * their order, in as many batches as they need; of which none may be written any more once one is put aside again ({@link #holds}). When there are {@code maxEvents}, no
     * other source's are added: those come next time.
     */
    List<List<E>> due(int maxEvents, long maxBytesOfBatch, Predicate<E> mayBe) {
        List<List<E>> due = new ArrayList<>();
        int events = 0;
        for (Iterator<Held<E>> all = bySource.values().iterator(); all.hasNext() && events < maxEvents; ) {
            Held<E> held = all.next();
            if (System.nanoTime() - held.until >= 0 && mayBe.test(held.events.get(0))) {
                due.addAll(batches(held.events, maxEvents, maxBytesOfBatch));
                events += held.events.size();
                size -= held.events.size();
                bytes -= bytesOf(held.events);
                all.remove();
            }
        }
        return due;
    }

    /** {@code events} in their order, in as many batches as they need, at least one. */
    List<List<E>> batches(List<E> events, int maxEvents, long maxBytesOfBatch) {
        List<List<E>> batches = new ArrayList<>();
        List<E> batch = new ArrayList<>();
        long bytesOfBatch = 0;
        for (E event : events) {
            bytesOfBatch += bytesOf.applyAsLong(event);
            if (!batch.isEmpty() && (batch.size() == maxEvents || bytesOfBatch > maxBytesOfBatch)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytesOfBatch = bytesOf.applyAsLong(event);
            }
            batch.add(event);
        }
        batches.add(batch);
        return batches;
    }

    /** {@code events} in two parts, each of other sources, and those of each source in their order; in one where they are of one source. */
    static <E> List<List<E>> halves(List<E> events, ToLongFunction<E> sourceId) {
        List<List<E>> sources = List.copyOf(events.stream()
                .collect(groupingBy(sourceId::applyAsLong, LinkedHashMap::new, toList()))
                .values());
        int half = sources.size() / 2;
        return Stream.of(sources.subList(0, half), sources.subList(half, sources.size()))
                .map(part -> part.stream().flatMap(List::stream).toList())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Gives back all events, those of each source in their order. */
    List<E> takeAll() {
        List<E> all = all().toList();
        bySource.clear();
        size = 0;
        bytes = 0;
        return all;
    }

    /** All events, those of each source in their order. */
    Stream<E> all() {
        return bySource.values().stream().flatMap(held -> held.events.stream());
    }

    private long bytesOf(List<E> events) {
        return events.stream().mapToLong(bytesOf).sum();
    }
}
