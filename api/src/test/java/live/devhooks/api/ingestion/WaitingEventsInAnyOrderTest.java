package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.TestSources.waitingEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingEventsInAnyOrderTest {

    private static final int MAX_BATCH = 4;
    private static final int MAX_BYTES = 1_000;
    private static final Duration NO_TIME = Duration.ZERO;
    private static final WaitingEvents.Further FURTHER = new WaitingEvents.Further(1, Duration.ofMillis(1));
    private static final long NO_SOURCE = -1;

    /** Every step that the requests, two writers and the keeper can take, in an order that chance decides. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 2_000})
    void whateverHappensNoEventIsLostAndNoneOvertakesAnotherOfItsSource(int firstSeed) throws InterruptedException {
        for (int seed = firstSeed; seed < firstSeed + 500; seed++) {
            Chance chance = new Chance(seed);
            for (int step = 0; step < 300; step++) {
                chance.step();
            }
            chance.finish();
            assertThat(chance.stored()).as("seed %d", seed).isEqualTo(chance.expected());
        }
    }

    /** A node whose store and journal are lists. Of the store's and the journal's failures chance decides, too. */
    private static final class Chance {

        private final Random random;
        private final WaitingEvents waiting = new WaitingEvents(1_000, MAX_BYTES, Duration.ZERO, FURTHER, Way.DIRECT);
        private final List<WaitingEvent> taken = new ArrayList<>();
        private final List<WaitingEvent> store = new ArrayList<>();
        private final List<WaitingEvent> journal = new ArrayList<>();
        private final List<Writer> writers = List.of(new Writer(), new Writer());
        private List<WaitingEvent> keeping = List.of();

        private Chance(int seed) {
            this.random = new Random(seed);
        }

        private void step() throws InterruptedException {
            switch (random.nextInt(5)) {
                case 0 -> request();
                case 1 -> write(writers.get(0));
                case 2 -> write(writers.get(1));
                case 3 -> keep();
                default -> {
                    // The keeper looks at a store that has kept the writer waiting.
                    if (random.nextInt(10) == 0) {
                        waiting.goToJournal();
                    }
                }
            }
        }

        private void request() {
            WaitingEvent event = waitingEvent(random.nextInt(3), taken.size());
            if (waiting.offer(event)) {
                taken.add(event);
            }
        }

        /** The first of them drains the journal, when the other is back. */
        private void write(Writer writer) throws InterruptedException {
            if (!writer.writing.isEmpty()) {
                writer.goOn();
            } else if (waiting.way() == Way.DIRECT) {
                writer.begin();
            } else if (writer == writers.get(0) && waiting.awaitNothingForStore(NO_TIME)) {
                drain();
            }
        }

        private final class Writer {

            private final WaitingEvents.ToStore toStore = waiting.newWriter();

            /** What it is in the middle of, step by step. */
            private List<List<WaitingEvent>> writing = List.of();

            private long lastWritten = NO_SOURCE;

            private void begin() throws InterruptedException {
                boolean mayBeDue = random.nextBoolean();
                if (this == writers.get(0)
                        && !mayBeDue
                        && waiting.size() > 0
                        && waiting.awaitNothingForStore(NO_TIME)) {
                    assertThat(writers.get(0).toStore.awaitTurn()).isTrue();
                }
                lastWritten = NO_SOURCE;
                List<List<WaitingEvent>> due = mayBeDue ? toStore.takeDue(MAX_BATCH, MAX_BYTES) : List.of();
                List<WaitingEvent> batch = due.isEmpty() ? toStore.take(MAX_BATCH, MAX_BYTES) : List.of();
                writing = due.isEmpty() ? new ArrayList<>(bySource(batch).values()) : new ArrayList<>(due);
                if (writing.isEmpty()) {
                    toStore.settle();
                }
            }

            private void goOn() {
                List<WaitingEvent> batch = writing.get(0);
                writing = writing.subList(1, writing.size());
                boolean follows = batch.get(0).sourceId() == lastWritten;
                lastWritten = batch.get(0).sourceId();
                // The store takes one after the other: it begins none of a source behind one that was sent to the
                // journal.
                if (waiting.isHeld(batch.get(0))) {
                    waiting.hold(batch);
                } else if (!follows || waiting.way() == Way.DIRECT) {
                    append(batch);
                }
                if (writing.isEmpty()) {
                    toStore.settle();
                }
            }

            private void append(List<WaitingEvent> batch) {
                int luck = random.nextInt(12);
                boolean mine = waiting.way() == Way.DIRECT;
                if (luck > 9 && mine && batch.size() > 1) {
                    // Refused: they are written one by one.
                    List<List<WaitingEvent>> singly =
                            new ArrayList<>(batch.stream().map(List::of).toList());
                    singly.addAll(writing);
                    writing = singly;
                } else if (luck < 5 || luck > 9) {
                    // Whoever was sent to the journal while the store took them is in both.
                    store.addAll(batch);
                    batch.forEach(event -> event.outcome().complete(new IngestOutcome.UnknownKey()));
                } else if (luck < 8 && mine) {
                    waiting.hold(batch);
                } else if (mine) {
                    if (luck == 8) {
                        store.addAll(batch);
                    }
                    waiting.goToJournal();
                }
            }
        }

        private void drain() throws InterruptedException {
            if (random.nextInt(4) == 0) {
                waiting.goToJournal();
                return;
            }
            if (waiting.way() == Way.RETURNING && !waiting.awaitNothingForJournal(NO_TIME)) {
                return;
            }
            if (waiting.way() == Way.RETURNING && journal.isEmpty()) {
                waiting.goDirect();
                return;
            }
            int count = Math.min(MAX_BATCH, journal.size());
            store.addAll(journal.subList(0, count));
            journal.subList(0, count).clear();
            waiting.allowForJournal(MAX_BATCH / 2);
            if (journal.size() <= MAX_BATCH) {
                waiting.startReturning();
            }
        }

        private void keep() throws InterruptedException {
            if (keeping.isEmpty()) {
                keeping = waiting.takeForJournal(MAX_BATCH, MAX_BYTES, NO_TIME);
            } else {
                journal.addAll(keeping);
                keeping.forEach(event -> event.outcome().complete(new IngestOutcome.Journaled("webhook")));
                keeping = List.of();
                waiting.settleJournal();
            }
        }

        private void finish() throws InterruptedException {
            while (!waiting.isEmpty() || !journal.isEmpty() || !keeping.isEmpty() || isAnyWriting()) {
                write(writers.get(0));
                write(writers.get(1));
                keep();
            }
            assertThat(taken).allMatch(event -> event.outcome().isDone());
        }

        private boolean isAnyWriting() {
            return writers.stream().anyMatch(writer -> !writer.writing.isEmpty());
        }

        /** Each source's events as they are in the store, which folds what it has already. */
        private Map<Long, List<WaitingEvent>> stored() {
            return bySource(new LinkedHashSet<>(store));
        }

        private Map<Long, List<WaitingEvent>> expected() {
            return bySource(taken);
        }

        private static Map<Long, List<WaitingEvent>> bySource(Iterable<WaitingEvent> events) {
            Map<Long, List<WaitingEvent>> bySource = new LinkedHashMap<>();
            events.forEach(event -> bySource.computeIfAbsent(event.sourceId(), id -> new ArrayList<>())
                    .add(event));
            return bySource;
        }
    }
}
