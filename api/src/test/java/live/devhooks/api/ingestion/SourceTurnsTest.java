package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.TestSources.waitingEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTurnsTest {

    private static final int MAX_BYTES = 1_000;

    private final SourceTurns turns = new SourceTurns();

    @Test
    void nobodyWaitsBehindTheManyOfAnother() {
        List<WaitingEvent> many = add(1, 1, 1, 1, 1);
        List<WaitingEvent> few = add(2, 3);

        assertThat(take(4)).containsExactly(many.get(0), few.get(0), few.get(1), many.get(1));
        assertThat(take(4)).isEqualTo(many.subList(2, 5));
    }

    @Test
    void whoHasBeenTakenFromComesAfterTheOthers() {
        List<WaitingEvent> events = add(1, 1, 2);

        assertThat(take(1)).containsExactly(events.get(0));
        assertThat(take(1)).containsExactly(events.get(2));
        assertThat(take(1)).containsExactly(events.get(1));
    }

    @Test
    void aLargeOneKeepsItsTurnForTheNextBatch() {
        List<WaitingEvent> events = IntStream.of(1, 22_222, 3)
                .mapToObj(body -> waitingEvent(body, body))
                .toList();
        events.forEach(turns::add);

        assertThat(turns.take(9, 4, event -> false)).containsExactly(events.get(0));
        assertThat(turns.take(9, 4, event -> false)).containsExactly(events.get(1));
        assertThat(turns.take(9, 4, event -> false)).containsExactly(events.get(2));
    }

    @Test
    void whatIsAnsweredOrGoesElsewhereIsNotTaken() {
        List<WaitingEvent> events = add(1, 2, 3);
        events.get(0).outcome().complete(new IngestOutcome.Unavailable());

        assertThat(turns.take(9, MAX_BYTES, event -> event.sourceId() == 2)).containsExactly(events.get(2));
        assertThat(turns.size()).isZero();
    }

    /** Beside a simple model of it, by steps that chance decides. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void countsWhatThereIsAndLosesNothing(int seed) {
        Random random = new Random(seed);
        Map<Long, List<WaitingEvent>> model = new HashMap<>();
        Set<Long> kept = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            long source = random.nextInt(5);
            WaitingEvent event = waitingEvent(source, step);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    turns.add(event);
                    model.computeIfAbsent(source, id -> new ArrayList<>()).add(event);
                }
                case 2 -> {
                    turns.addFirst(List.of(event));
                    model.computeIfAbsent(source, id -> new ArrayList<>()).add(0, event);
                }
                case 3 -> {
                    turns.keepBack(Set.of(source));
                    kept.add(source);
                }
                case 4 -> {
                    turns.giveBack(Set.of(source));
                    kept.remove(source);
                }
                default -> {
                    for (WaitingEvent taken : take(random.nextInt(8))) {
                        assertThat(kept).doesNotContain(taken.sourceId());
                        assertThat(Objects.requireNonNull(model.get(taken.sourceId()))
                                        .remove(0))
                                .isSameAs(taken);
                    }
                }
            }
            assertThat(turns.size()).isEqualTo(events(model, Set.of()).size());
            assertThat(turns.ready()).isEqualTo(events(model, kept).size());
            assertThat(turns.bytes())
                    .isEqualTo(events(model, Set.of()).stream()
                            .mapToLong(WaitingEvent::bytes)
                            .sum());
        }
        turns.giveAllBack();
        assertThat(take(Integer.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(events(model, Set.of()));
        assertThat(turns.ready()).isZero();
    }

    private static List<WaitingEvent> events(Map<Long, List<WaitingEvent>> model, Set<Long> without) {
        return model.entrySet().stream()
                .filter(source -> !without.contains(source.getKey()))
                .flatMap(source -> source.getValue().stream())
                .toList();
    }

    private List<WaitingEvent> add(int... sources) {
        List<WaitingEvent> events = IntStream.of(sources)
                .mapToObj(source -> waitingEvent(source, source))
                .toList();
        events.forEach(turns::add);
        return events;
    }

    private List<WaitingEvent> take(int maxEvents) {
        return turns.take(maxEvents, MAX_BYTES, event -> false);
    }
}
