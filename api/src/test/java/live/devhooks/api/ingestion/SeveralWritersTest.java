package live.devhooks.api.ingestion;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static live.devhooks.api.ingestion.TestSources.offer;
import static live.devhooks.api.ingestion.TestSources.waitingEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import live.devhooks.api.ingestion.WaitingEvents.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several writers that take from the same events. */
class SeveralWritersTest {

    private static final int CAPACITY = 20;
    private static final int MAX_BATCH = 4;
    private static final int MAX_BYTES = 1_000;
    private static final Duration NO_TIME = Duration.ZERO;
    private static final WaitingEvents.Further FURTHER = new WaitingEvents.Further(1, Duration.ofMillis(1));

    private final WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES, Duration.ZERO, FURTHER, Way.DIRECT);
    private final WaitingEvents.ToStore writer = waiting.newWriter();
    private final WaitingEvents.ToStore other = waiting.newWriter();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void twoWritersTakeEventsOfDifferentSourcesAndOfEachInTheirOrder() {
        List<WaitingEvent> events = IntStream.of(1, 1, 1, 2, 1, 2)
                .mapToObj(source -> waitingEvent(source, source))
                .toList();
        events.forEach(waiting::offer);

        assertThat(writer.take(1, MAX_BYTES)).containsExactly(events.get(0));
        assertThat(other.take(MAX_BATCH, MAX_BYTES)).containsExactly(events.get(3), events.get(5));

        writer.settle();
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).containsExactly(events.get(1), events.get(2), events.get(4));
        assertThat(waiting.isEmpty()).isFalse();
        writer.settle();
        other.settle();
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void whoseSourceIsOnItsWayIsNotWaitedForInVain() throws InterruptedException {
        offer(waiting, 2);
        writer.take(1, MAX_BYTES);

        assertThat(other.awaitTurn()).isFalse();
        assertThat(other.take(1, MAX_BYTES)).isEmpty();
        other.settle();
        waiting.offer(waitingEvent(1, 3));
        assertThat(other.awaitTurn()).isFalse();

        WaitingEvent ofAnother = waitingEvent(2, 4);
        waiting.offer(ofAnother);
        assertThat(other.awaitTurn()).isTrue();
        assertThat(other.take(MAX_BATCH, MAX_BYTES)).containsExactly(ofAnother);

        writer.settle();
        assertThat(writer.awaitTurn()).isTrue();
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).hasSize(2);
    }

    @Test
    void whatIsForOneWriterIsNotForAnother() throws InterruptedException {
        offer(waiting, 2);
        assertThat(writer.awaitTurn()).isTrue();
        assertThat(other.awaitTurn()).isFalse();

        writer.take(1, MAX_BYTES);
        writer.settle();
        assertThat(writer.awaitTurn()).isTrue();
    }

    @Test
    void aFurtherBatchBeginsWhenItIsFull() throws InterruptedException {
        WaitingEvents some = with(new WaitingEvents.Further(2, Duration.ofHours(1)));
        WaitingEvents.ToStore first = some.newWriter();
        WaitingEvents.ToStore further = some.newWriter();
        assertThat(further.awaitTurn()).isFalse();
        first.take(1, MAX_BYTES);
        some.offer(waitingEvent(2, 2));
        // Of a source that is on its way.
        some.offer(waitingEvent(1, 3));
        assertThat(further.awaitTurn()).isFalse();

        some.offer(waitingEvent(3, 4));
        assertThat(further.awaitTurn()).isTrue();
    }

    @Test
    void aFurtherBatchBeginsWhenTheLastOneTakesItsTime() {
        WaitingEvents hasty = with(new WaitingEvents.Further(CAPACITY, Duration.ofMillis(1)));
        hasty.newWriter().take(1, MAX_BYTES);
        hasty.offer(waitingEvent(2, 2));

        await().until(hasty.newWriter()::awaitTurn);
    }

    /** Whoever waits is woken: by an event, by a way that changes, and the first one first. */
    @Test
    void thoseThatWaitAreWokenByWhatThereIsForThem() throws Exception {
        Duration never = Duration.ofHours(1);
        WaitingEvents some = new WaitingEvents(
                CAPACITY, MAX_BYTES, Duration.ZERO, new WaitingEvents.Further(2, never), Way.DIRECT, never);
        WaitingEvents.ToStore first = some.newWriter();
        WaitingEvents.ToStore further = some.newWriter();
        CompletableFuture<List<WaitingEvent>> ofFirst = supplyAsync(() -> taken(first), threads);
        CompletableFuture<List<WaitingEvent>> ofFurther = supplyAsync(() -> taken(further), threads);

        WaitingEvent one = waitingEvent(1, 1);
        some.offer(one);
        assertThat(ofFirst.get(30, TimeUnit.SECONDS)).containsExactly(one);
        assertThat(ofFurther).isNotDone();

        WaitingEvent two = waitingEvent(2, 2);
        WaitingEvent three = waitingEvent(3, 3);
        some.offer(two);
        some.offer(three);
        assertThat(ofFurther.get(30, TimeUnit.SECONDS)).containsExactly(two, three);

        first.settle();
        CompletableFuture<List<WaitingEvent>> next = supplyAsync(() -> taken(first), threads);
        WaitingEvent four = waitingEvent(4, 4);
        some.offer(four);
        further.settle();
        assertThat(next.get(30, TimeUnit.SECONDS)).containsExactly(four);
    }

    private static List<WaitingEvent> taken(WaitingEvents.ToStore writer) {
        try {
            while (!writer.awaitTurn()) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            return writer.take(MAX_BATCH, MAX_BYTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One event of source 1 waits. */
    private static WaitingEvents with(WaitingEvents.Further further) {
        WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES, Duration.ZERO, further, Way.DIRECT);
        waiting.offer(waitingEvent(1, 1));
        return waiting;
    }

    @Test
    void whatIsDueWaitsForTheWriterThatIsStillWithItsSource() {
        offer(waiting, 2);
        List<WaitingEvent> held = writer.take(1, MAX_BYTES);
        waiting.hold(held);

        assertThat(other.takeDue(MAX_BATCH, MAX_BYTES)).isEmpty();

        writer.settle();
        assertThat(other.takeDue(MAX_BATCH, MAX_BYTES)).containsExactly(held);
        assertThat(writer.take(MAX_BATCH, MAX_BYTES)).isEmpty();
    }

    @Test
    void whoDrainsTheJournalWaitsForAllWriters() throws InterruptedException {
        offer(waiting, 1);
        other.take(1, MAX_BYTES);
        waiting.goToJournal();

        assertThat(waiting.awaitNothingForStore(NO_TIME)).isFalse();
        other.settle();
        assertThat(waiting.awaitNothingForStore(NO_TIME)).isTrue();
    }

    @Test
    void whatIsOnItsWayWithAnyWriterGoesToTheJournal() throws InterruptedException {
        List<WaitingEvent> events = IntStream.of(1, 2, 1)
                .mapToObj(source -> waitingEvent(source, source))
                .toList();
        events.forEach(waiting::offer);
        writer.take(1, MAX_BYTES);
        other.take(1, MAX_BYTES);

        waiting.goToJournal();

        assertThat(waiting.takeForJournal(20, MAX_BYTES, NO_TIME)).isEqualTo(events);
    }
}
