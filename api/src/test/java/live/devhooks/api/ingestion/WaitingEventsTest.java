package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingEventsTest {

    private static final int CAPACITY = 20;
    private static final int MAX_BATCH = 4;
    private static final int MAX_BYTES = 1_000;
    private static final Duration NO_TIME = Duration.ZERO;
    private static final long NO_SOURCE = -1;

    private final WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES, Duration.ZERO, Way.DIRECT);

    @Test
    void hasRoomForSoManyAndNoMore() {
        for (int number = 0; number < CAPACITY; number++) {
            assertThat(waiting.offer(event(1, number))).isTrue();
        }
        assertThat(waiting.offer(event(1, CAPACITY))).isFalse();
    }

    @Test
    void hasRoomForSoManyBytesAndNoMore() {
        WaitingEvents few = new WaitingEvents(CAPACITY, 3, Duration.ZERO, Way.DIRECT);
        assertThat(few.offer(event(1, 10))).isTrue();
        assertThat(few.offer(event(1, 11))).isFalse();
        assertThat(few.offer(event(1, 1))).isTrue();

        few.takeForStore(1, MAX_BYTES);

        assertThat(few.offer(event(1, 12))).isTrue();
        few.goToJournal();
        assertThat(few.offer(event(1, 2))).isFalse();
    }

    @Test
    void thoseThatWaitForTooLongAreFoundWhereverTheyAre() throws InterruptedException {
        List<WaitingEvent> events = offer(4);
        waiting.hold(waiting.takeForStore(1, MAX_BYTES));
        waiting.settleStore();
        waiting.takeForStore(1, MAX_BYTES);
        events.get(2).outcome().complete(new IngestOutcome.UnknownKey());

        assertThat(waiting.waitingFor(Duration.ofHours(1))).isEmpty();
        assertThat(waiting.waitingFor(NO_TIME)).containsExactlyInAnyOrder(events.get(0), events.get(1), events.get(3));

        waiting.goToJournal();
        waiting.takeForJournal(1, MAX_BYTES, Duration.ofSeconds(1));
        assertThat(waiting.waitingFor(NO_TIME)).containsExactlyInAnyOrder(events.get(0), events.get(1), events.get(3));
    }

    @Test
    void whatIsOnItsWayToTheStoreGoesToTheJournalBeforeWhatWaits() throws InterruptedException {
        List<WaitingEvent> events = offer(8);
        waiting.takeForStore(MAX_BATCH, MAX_BYTES);

        assertThat(waiting.goToJournal()).isTrue();

        assertThat(waiting.takeForStore(MAX_BATCH, MAX_BYTES)).isEmpty();
        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).isEqualTo(events);
        assertThat(waiting.goToJournal()).isFalse();
    }

    @Test
    void whatIsAnsweredGoesNowhere() {
        List<WaitingEvent> events = offer(3);
        events.get(1).outcome().complete(new IngestOutcome.Unavailable());

        assertThat(waiting.takeForStore(MAX_BATCH, MAX_BYTES)).containsExactly(events.get(0), events.get(2));
    }

    @Test
    void whatIsClosedTakesNothingUntilItIsOpenAgain() {
        waiting.close();
        assertThat(waiting.offer(event(1, 1))).isFalse();

        waiting.open();
        assertThat(waiting.offer(event(1, 1))).isTrue();
    }

    @Test
    void whatIsAnsweredDoesNotGoThere() throws InterruptedException {
        List<WaitingEvent> events = offer(4);
        waiting.takeForStore(MAX_BATCH, MAX_BYTES).get(1).outcome().complete(new IngestOutcome.UnknownKey());

        waiting.goToJournal();

        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME))
                .containsExactly(events.get(0), events.get(2), events.get(3));
    }

    @Test
    void whatIsPutAsideGoesThereOnceAndBeforeWhatWaits() throws InterruptedException {
        List<WaitingEvent> held = offer(2);
        waiting.hold(waiting.takeForStore(MAX_BATCH, MAX_BYTES));
        WaitingEvent later = event(1, 3);
        waiting.offer(later);

        waiting.goToJournal();

        assertThat(waiting.held()).isZero();
        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).containsExactly(held.get(0), held.get(1), later);
    }

    @Test
    void whatIsNoMoreOnTheDirectWayIsNotPutAside() {
        offer(2);
        List<WaitingEvent> batch = waiting.takeForStore(MAX_BATCH, MAX_BYTES);
        waiting.goToJournal();

        waiting.hold(batch);

        assertThat(waiting.held()).isZero();
    }

    @Test
    void theWayIsDirectAgainOnlyWhenNothingIsOnItsWayToTheJournal() throws InterruptedException {
        offer(2);
        waiting.goToJournal();
        waiting.takeForJournal(1, MAX_BYTES, NO_TIME);
        assertThat(waiting.goDirect()).isFalse();

        waiting.startReturning();
        assertThat(waiting.goDirect()).isFalse();
        assertThat(waiting.awaitNothingForJournal(NO_TIME)).isFalse();
        assertThat(waiting.takeForStore(MAX_BATCH, MAX_BYTES)).isEmpty();

        waiting.settleJournal();
        assertThat(waiting.awaitNothingForJournal(NO_TIME)).isTrue();
        assertThat(waiting.takeForJournal(1, MAX_BYTES, NO_TIME)).isEmpty();
        assertThat(waiting.goDirect()).isTrue();
        assertThat(waiting.takeForStore(MAX_BATCH, MAX_BYTES)).hasSize(1);
    }

    @Test
    void aStoreThatTakesTheJournalIsWaitedForUntilItFails() throws InterruptedException {
        List<WaitingEvent> events = offer(10);
        waiting.goToJournal();
        assertThat(waiting.takeForJournal(2, MAX_BYTES, NO_TIME)).isEqualTo(events.subList(0, 2));

        waiting.allowForJournal(3);
        assertThat(waiting.takeForJournal(2, MAX_BYTES, NO_TIME)).isEqualTo(events.subList(2, 4));
        assertThat(waiting.takeForJournal(2, MAX_BYTES, NO_TIME)).isEqualTo(events.subList(4, 5));
        assertThat(waiting.takeForJournal(2, MAX_BYTES, NO_TIME)).isEmpty();

        waiting.goToJournal();
        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).isEqualTo(events.subList(5, 10));
    }

    @Test
    void whatIsDueComesInBatchesOfWhichNoneIsLargerThanOthers() {
        List<WaitingEvent> events = offer(10);
        waiting.hold(waiting.takeForStore(MAX_BATCH, MAX_BYTES));
        waiting.takeForStore(CAPACITY, MAX_BYTES);

        assertThat(waiting.takeDue(MAX_BATCH, MAX_BYTES))
                .containsExactly(events.subList(0, 4), events.subList(4, 8), events.subList(8, 10));
        assertThat(waiting.isHeld(events.get(0))).isFalse();
    }

    @Test
    void aSourceThatIsLeftAloneHasNoMoreEventsThanMayWait() {
        WaitingEvents few = new WaitingEvents(2, MAX_BYTES, Duration.ofHours(1), Way.DIRECT);
        few.offer(event(1, 1));
        few.offer(event(1, 2));
        few.hold(few.takeForStore(MAX_BATCH, MAX_BYTES));
        WaitingEvent tooMany = event(1, 3);
        WaitingEvent other = event(2, 4);
        few.offer(tooMany);
        few.offer(other);

        assertThat(few.takeForStore(MAX_BATCH, MAX_BYTES)).containsExactly(other);

        assertThat(tooMany.outcome()).isCompletedWithValue(new IngestOutcome.Overloaded());
        assertThat(few.held()).isEqualTo(2);
    }

    /** Every step that the requests, the writer and the keeper can take, in an order that chance decides. */
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
        private final WaitingEvents waiting = new WaitingEvents(1_000, MAX_BYTES, Duration.ZERO, Way.DIRECT);
        private final List<WaitingEvent> taken = new ArrayList<>();
        private final List<WaitingEvent> store = new ArrayList<>();
        private final List<WaitingEvent> journal = new ArrayList<>();
        private List<WaitingEvent> keeping = List.of();
        /** What the writer is in the middle of, step by step. */
        private List<List<WaitingEvent>> writing = List.of();

        private long lastWritten = NO_SOURCE;

        private Chance(int seed) {
            this.random = new Random(seed);
        }

        private void step() throws InterruptedException {
            switch (random.nextInt(4)) {
                case 0 -> request();
                case 1 -> write();
                case 2 -> keep();
                default -> {
                    // The keeper looks at a store that has kept the writer waiting.
                    if (random.nextInt(10) == 0) {
                        waiting.goToJournal();
                    }
                }
            }
        }

        private void request() {
            WaitingEvent event = event(random.nextInt(3), taken.size());
            if (waiting.offer(event)) {
                taken.add(event);
            }
        }

        private void write() throws InterruptedException {
            if (!writing.isEmpty()) {
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
                    waiting.settleStore();
                }
            } else if (waiting.way() == Way.DIRECT) {
                lastWritten = NO_SOURCE;
                List<List<WaitingEvent>> due = random.nextBoolean() ? waiting.takeDue(MAX_BATCH, MAX_BYTES) : List.of();
                List<WaitingEvent> batch = due.isEmpty() ? waiting.takeForStore(MAX_BATCH, MAX_BYTES) : List.of();
                writing = due.isEmpty() ? new ArrayList<>(bySource(batch).values()) : new ArrayList<>(due);
                if (writing.isEmpty()) {
                    waiting.settleStore();
                }
            } else {
                drain();
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
            while (!waiting.isEmpty() || !journal.isEmpty() || !keeping.isEmpty() || !writing.isEmpty()) {
                write();
                keep();
            }
            assertThat(taken).allMatch(event -> event.outcome().isDone());
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

    private List<WaitingEvent> offer(int count) {
        List<WaitingEvent> events =
                IntStream.range(0, count).mapToObj(number -> event(1, number)).toList();
        events.forEach(waiting::offer);
        return events;
    }

    private static WaitingEvent event(long source, int number) {
        return WaitingEvent.of(
                TestSources.event(IngestSource.ofTakenEvent(source, new UUID(0, source), 1), Integer.toString(number)));
    }
}
