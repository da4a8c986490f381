package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import live.devhooks.protocol.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Page PAGE = Page.of(List.of(), false);

    private final Grant grant = Grant.ofSource(UUID.randomUUID(), 7, "shop");
    private final AtomicInteger read = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aPageIsTakenOnceByWhoWantsItWhateverRoomThereIs() {
        ReadAhead ahead = new ReadAhead(this::page, 1, LONG, threads);

        ahead.begin(after(10));

        assertThat(ahead.take(after(11))).isEmpty();
        assertThat(ahead.take(after(10).withRoom(new Room(1, 1)))).isPresent();
        assertThat(ahead.take(after(10))).isEmpty();
    }

    @Test
    void thereAreNoMoreThanItIsAllowed() {
        ReadAhead ahead = new ReadAhead(this::page, 2, LONG, threads);

        ahead.begin(after(10));
        ahead.begin(after(20));
        ahead.begin(after(30));

        assertThat(ahead.take(after(30))).isEmpty();
        assertThat(ahead.take(after(20))).isPresent();
        assertThat(ahead.take(after(10))).isPresent();
        assertThat(read).hasValue(2);
    }

    @Test
    void noneIsReadWhereNoneIsAllowed() {
        ReadAhead ahead = new ReadAhead(this::page, 0, LONG, threads);

        ahead.begin(after(10));

        assertThat(ahead.take(after(10))).isEmpty();
        assertThat(read).hasValue(0);
    }

    @Test
    void whatNobodyTookInTimeMakesRoomForOthers() {
        ReadAhead ahead = new ReadAhead(this::page, 1, Duration.ZERO, Runnable::run);

        ahead.begin(after(10));
        ahead.begin(after(20));

        assertThat(read).hasValue(2);
    }

    @Test
    void whatWasReadLongAgoIsNotTaken() {
        ReadAhead ahead = new ReadAhead(this::page, 1, Duration.ZERO, Runnable::run);

        ahead.begin(after(10));

        assertThat(read).hasValue(1);
        assertThat(ahead.take(after(10))).isEmpty();
    }

    @Test
    void whatIsStillBeingReadKeepsItsPlace() {
        CountDownLatch mayBeRead = new CountDownLatch(1);
        ReadAhead ahead = new ReadAhead(whenItMay(mayBeRead), 1, Duration.ZERO, threads);

        ahead.begin(after(10));
        ahead.begin(after(20));

        assertThat(ahead.take(after(20))).isEmpty();
        mayBeRead.countDown();
    }

    @Test
    void whatIsStillBeingReadIsWaitedFor() throws Exception {
        CountDownLatch mayBeRead = new CountDownLatch(1);
        ReadAhead ahead = new ReadAhead(whenItMay(mayBeRead), 1, LONG, threads);

        ahead.begin(after(10));
        FutureTask<Optional<Page>> taken = new FutureTask<>(() -> ahead.take(after(10)));
        Thread taking = new Thread(taken);
        taking.start();
        await().until(() -> taking.getState() == Thread.State.WAITING);
        mayBeRead.countDown();

        assertThat(taken.get()).isPresent();
    }

    @Test
    void whatCouldNotBeReadIsNotThereAndKeepsNoPlace() {
        Function<Wanted, Page> failingOnce = wanted -> {
            if (read.getAndIncrement() == 0) {
                throw new IllegalStateException("no database");
            }
            return PAGE;
        };
        ReadAhead ahead = new ReadAhead(failingOnce, 1, LONG, Runnable::run);

        ahead.begin(after(10));
        assertThat(ahead.take(after(10))).isEmpty();
        ahead.begin(after(20));

        assertThat(ahead.take(after(20))).isPresent();
    }

    @Test
    void nothingIsReadAheadWhenTheThreadsHaveEnded() {
        ReadAhead ahead = new ReadAhead(this::page, 1, LONG, threads);
        threads.shutdown();

        ahead.begin(after(10));

        assertThat(ahead.take(after(10))).isEmpty();
    }

    private Page page(Wanted wanted) {
        read.incrementAndGet();
        return PAGE;
    }

    private Wanted after(long seq) {
        return new Wanted(grant, Optional.empty(), Place.after(seq), Room.ENOUGH);
    }

    private Function<Wanted, Page> whenItMay(CountDownLatch mayBeRead) {
        return wanted -> {
            try {
                mayBeRead.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return page(wanted);
        };
    }
}
