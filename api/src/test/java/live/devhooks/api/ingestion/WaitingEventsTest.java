package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.TestSources.offer;
import static live.devhooks.api.ingestion.TestSources.waitingEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {

    private static final int CAPACITY = 20;
    private static final int MAX_BATCH = 4;
    private static final int MAX_BYTES = 1_000;
    private static final Duration NO_TIME = Duration.ZERO;
    private static final WaitingEvents.Further FURTHER = new WaitingEvents.Further(1, Duration.ofMillis(1));

    private final WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES, Duration.ZERO, FURTHER, Way.DIRECT);
    private final WaitingEvents.ToStore writer = waiting.newWriter();

    @Test
    void hasRoomForSoManyAndNoMore() {
        for (int number = 0; number < CAPACITY; number++) {
            assertThat(waiting.offer(waitingEvent(1, number))).isTrue();
        }
        assertThat(waiting.offer(waitingEvent(1, CAPACITY))).isFalse();
    }

    @Test
    void hasRoomForSoManyBytesAndNoMore() {
        WaitingEvents few = new WaitingEvents(CAPACITY, 3, Duration.ZERO, FURTHER, Way.DIRECT);
        assertThat(few.offer(waitingEvent(1, 10))).isTrue();
        assertThat(few.offer(waitingEvent(1, 11))).isFalse();
        assertThat(few.offer(waitingEvent(1, 1))).isTrue();

        few.newWriter().take(1, MAX_BYTES);

        assertThat(few.offer(waitingEvent(1, 12))).isTrue();
        few.goToJournal();
        assertThat(few.offer(waitingEvent(1, 2))).isFalse();
    }

    @Test
    void thoseThatWaitForTooLongAreFoundWhereverTheyAre() throws InterruptedException {
        List<WaitingEvent> events = offer(waiting, 4);
        waiting.hold(writer.take(1, MAX_BYTES));
        writer.settle();
        writer.take(1, MAX_BYTES);
        events.get(2).outcome().complete(new IngestOutcome.UnknownKey());

        assertThat(waiting.waitingFor(Duration.ofHours(1))).isEmpty();
        assertThat(waiting.waitingFor(NO_TIME)).containsExactlyInAnyOrder(events.get(0), events.get(1), events.get(3));

        waiting.goToJournal();
        waiting.takeForJournal(1, MAX_BYTES, Duration.ofSeconds(1));
        assertThat(waiting.waitingFor(NO_TIME)).containsExactlyInAnyOrder(events.get(0), events.get(1), events.get(3));
    }

    @Test
    void whatIsOnItsWayToTheStoreGoesToTheJournalBeforeWhatWaits() throws InterruptedException {
        List<WaitingEvent> events = offer(waiting, 8);
        writer.take(MAX_BATCH, MAX_BYTES);

        assertThat(waiting.goToJournal()).isTrue();

        writer.settle();
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).isEmpty();
        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).isEqualTo(events);
        assertThat(waiting.goToJournal()).isFalse();
    }

    @Test
    void whatIsAnsweredGoesNowhere() {
        List<WaitingEvent> events = offer(waiting, 3);
        events.get(1).outcome().complete(new IngestOutcome.Unavailable());

        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).containsExactly(events.get(0), events.get(2));
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
        List<WaitingEvent> events = offer(waiting, 4);
        writer.take(MAX_BATCH, MAX_BYTES).get(1).outcome().complete(new IngestOutcome.UnknownKey());

        waiting.goToJournal();

        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME))
                .containsExactly(events.get(0), events.get(2), events.get(3));
    }

    @Test
    void whatIsPutAsideGoesThereOnceAndBeforeWhatWaits() throws InterruptedException {
        List<WaitingEvent> held = offer(waiting, 2);
        waiting.hold(writer.take(MAX_BATCH, MAX_BYTES));
        writer.settle();
        WaitingEvent later = waitingEvent(1, 3);
        waiting.offer(later);

        waiting.goToJournal();

        assertThat(waiting.held()).isZero();
        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).containsExactly(held.get(0), held.get(1), later);
    }

    @Test
    void whatIsNoMoreOnTheDirectWayIsNotPutAside() {
        offer(waiting, 2);
        List<WaitingEvent> batch = writer.take(MAX_BATCH, MAX_BYTES);
        waiting.goToJournal();

        waiting.hold(batch);

        assertThat(waiting.held()).isZero();
    }

    @Test
    void theWayIsDirectAgainOnlyWhenNothingIsOnItsWayToTheJournal() throws InterruptedException {
        offer(waiting, 2);
        waiting.goToJournal();
        waiting.takeForJournal(1, MAX_BYTES, NO_TIME);
        assertThat(waiting.goDirect()).isFalse();

        waiting.startReturning();
        assertThat(waiting.goDirect()).isFalse();
        assertThat(waiting.awaitNothingForJournal(NO_TIME)).isFalse();
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).isEmpty();

        waiting.settleJournal();
        assertThat(waiting.awaitNothingForJournal(NO_TIME)).isTrue();
        assertThat(waiting.takeForJournal(1, MAX_BYTES, NO_TIME)).isEmpty();
        assertThat(waiting.goDirect()).isTrue();
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).hasSize(1);
    }

    @Test
    void aStoreThatTakesTheJournalIsWaitedForUntilItFails() throws InterruptedException {
        List<WaitingEvent> events = offer(waiting, 10);
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
        List<WaitingEvent> events = offer(waiting, 10);
        waiting.hold(writer.take(MAX_BATCH, MAX_BYTES));
        writer.settle();
        writer.take(CAPACITY, MAX_BYTES);
        writer.settle();

        assertThat(writer.takeDue(MAX_BATCH, MAX_BYTES))
                .containsExactly(events.subList(0, 4), events.subList(4, 8), events.subList(8, 10));
        assertThat(waiting.isHeld(events.get(0))).isFalse();
    }

    @Test
    void aSourceThatIsLeftAloneHasNoMoreEventsThanMayWait() {
        WaitingEvents few = new WaitingEvents(2, MAX_BYTES, Duration.ofHours(1), FURTHER, Way.DIRECT);
        few.offer(waitingEvent(1, 1));
        few.offer(waitingEvent(1, 2));
        WaitingEvents.ToStore ofFew = few.newWriter();
        few.hold(ofFew.take(MAX_BATCH, MAX_BYTES));
        ofFew.settle();
        WaitingEvent tooMany = waitingEvent(1, 3);
        WaitingEvent ofAnother = waitingEvent(2, 4);
        few.offer(tooMany);
        few.offer(ofAnother);

        assertThat(ofFew.take(MAX_BATCH, MAX_BYTES)).containsExactly(ofAnother);

        assertThat(tooMany.outcome()).isCompletedWithValue(new IngestOutcome.Overloaded());
        assertThat(few.held()).isEqualTo(2);
    }

    @Test
    void whatAFailureLeavesIsAnsweredThatItWasInVain() {
        List<WaitingEvent> events = offer(waiting, 3);
        List<WaitingEvent> batch = writer.take(2, MAX_BYTES);
        waiting.hold(batch.subList(0, 1));

        writer.settle();

        assertThat(events.get(0).outcome()).isNotDone();
        assertThat(events.get(1).outcome()).isCompletedWithValue(new IngestOutcome.Unavailable());
        assertThat(events.get(2).outcome()).isNotDone();
    }
}
