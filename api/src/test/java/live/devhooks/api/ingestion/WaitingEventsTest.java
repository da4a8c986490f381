package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.TestSources.waitingEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {

    private static final int CAPACITY = 20;
    private static final int MAX_BATCH = 4;
    private static final int MAX_BYTES = 1_000;
    private static final Duration NO_TIME = Duration.ZERO;

    private final WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES, Duration.ZERO, Way.DIRECT);

    @Test
    void hasRoomForSoManyAndNoMore() {
        for (int number = 0; number < CAPACITY; number++) {
            assertThat(waiting.offer(waitingEvent(1, number))).isTrue();
        }
        assertThat(waiting.offer(waitingEvent(1, CAPACITY))).isFalse();
    }

    @Test
    void hasRoomForSoManyBytesAndNoMore() {
        WaitingEvents few = new WaitingEvents(CAPACITY, 3, Duration.ZERO, Way.DIRECT);
        assertThat(few.offer(waitingEvent(1, 10))).isTrue();
        assertThat(few.offer(waitingEvent(1, 11))).isFalse();
        assertThat(few.offer(waitingEvent(1, 1))).isTrue();

        few.takeForStore(1, MAX_BYTES);

        assertThat(few.offer(waitingEvent(1, 12))).isTrue();
        few.goToJournal();
        assertThat(few.offer(waitingEvent(1, 2))).isFalse();
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
        assertThat(waiting.offer(waitingEvent(1, 1))).isFalse();

        waiting.open();
        assertThat(waiting.offer(waitingEvent(1, 1))).isTrue();
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
        WaitingEvent later = waitingEvent(1, 3);
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
        few.offer(waitingEvent(1, 1));
        few.offer(waitingEvent(1, 2));
        few.hold(few.takeForStore(MAX_BATCH, MAX_BYTES));
        WaitingEvent tooMany = waitingEvent(1, 3);
        WaitingEvent other = waitingEvent(2, 4);
        few.offer(tooMany);
        few.offer(other);

        assertThat(few.takeForStore(MAX_BATCH, MAX_BYTES)).containsExactly(other);

        assertThat(tooMany.outcome()).isCompletedWithValue(new IngestOutcome.Overloaded());
        assertThat(few.held()).isEqualTo(2);
    }

    private List<WaitingEvent> offer(int count) {
        List<WaitingEvent> events = IntStream.range(0, count)
                .mapToObj(number -> waitingEvent(1, number))
                .toList();
        events.forEach(waiting::offer);
        return events;
    }
}
