package live.devhooks.realtime.consumers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The positions that are kept in memory, by the name of their reader, of whom there may be several at once. Safe for use by several threads. */
final class OpenPositions {

    private final Map<Consumer, Set<ConsumerPosition>> byConsumer = new ConcurrentHashMap<>();

    void add(ConsumerPosition position) {
        byConsumer.compute(position.consumer(), (consumer, known) -> {
            Set<ConsumerPosition> positions = known == null ? ConcurrentHashMap.newKeySet(1) : known;
            positions.add(position);
            return positions;
        });
    }

    void remove(ConsumerPosition position) {
        byConsumer.computeIfPresent(position.consumer(), (consumer, positions) -> {
            positions.remove(position);
            return positions.isEmpty() ? null : positions;
        });
    }

    void removeIf(Predicate<ConsumerPosition> isOver) {
        all().stream().filter(isOver).forEach(this::remove);
    }

    Collection<ConsumerPosition> of(Consumer consumer) {
        return byConsumer.getOrDefault(consumer, Set.of());
    }

    List<ConsumerPosition> all() {
        return byConsumer.values().stream().flatMap(Set::stream).toList();
    }
}
