package live.devhooks.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import live.devhooks.api.quota.LeasedDay.Verdict;
import live.devhooks.api.quota.QuotaBuckets.Answer;
import live.devhooks.api.quota.QuotaBuckets.Request;
import org.junit.jupiter.api.Test;

/** One node's part of a day, with a store and a clock that the test plays. */
class LeasedDayTest {

    private static final long LIMIT = 5_000;
    private static final long LEASE = 40;
    private static final QuotaProperties PROPERTIES = TestQuotas.PROPERTIES;

    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final LeasedDay day =
            new LeasedDay(new QuotaDay(UUID.randomUUID(), LocalDate.of(2026, 11, 24)), PROPERTIES, now);

    @Test
    void theFirstRequestOfADayTakesALease() {
        CompletableFuture<Verdict> first = take();
        assertThat(first).isNotDone();
        assertThat(answer(LEASE, LIMIT - LEASE)).isEqualTo(new Request(0, 0, LEASE, LIMIT));
        assertThat(first).isCompletedWithValue(Verdict.LEASED);

        assertThat(take()).isCompletedWithValue(Verdict.LEASED);
        assertThat(day.free()).isEqualTo(LEASE - 2);
    }

    @Test
    void theFirstRequestOfADayGivesBackWhatItDoesNotNeedWhereTheEndTurnsOutToBeNear() {
        CompletableFuture<Verdict> first = take();
        answer(LEASE, 500);

        assertThat(first).isCompletedWithValue(Verdict.LEASED);
        assertThat(day.free()).isZero();
        assertThat(day.request()).isEqualTo(new Request(LEASE - 1, 0, 0, LIMIT));
    }

    @Test
    void whatIsLeasedIsTakenWithoutAsking() {
        lease();

        for (long number = day.free(); number > 0; number--) {
            assertThat(take()).isCompletedWithValue(Verdict.LEASED);
        }
        assertThat(day.needsAsking()).isFalse();
        assertThat(take()).isNotDone();
        assertThat(day.needsAsking()).isTrue();
    }

    @Test
    void whatIsFreeAndWhatIsOnItsWayAreTogetherAtMostTheLease() {
        lease();
        for (int number = 0; number < 30; number++) {
            take();
        }
        takeAllThatIsFree();

        take();

        // All of the lease is on its way: there is room for nothing but what waits.
        assertThat(answer(1, 3_000).wanted()).isEqualTo(1);
        for (int number = 0; number < 25; number++) {
            day.spent();
        }
        take();
        assertThat(answer(24, 2_976).wanted()).isEqualTo(24);
    }

    @Test
    void requestsThatWaitShareOneQuestion() {
        List<CompletableFuture<Verdict>> waiting = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            waiting.add(take());
        }
        assertThat(day.needsAsking()).isTrue();
        assertThat(day.needsAsking()).isFalse();

        Request request = day.request();
        assertThat(request.wanted()).isEqualTo(LEASE);
        waiting.add(take());
        // Who came while it was on its way is asked for at once.
        assertThat(day.answered(request, new Answer(5, 4_000), now)).contains(Duration.ZERO);
        assertThat(waiting.subList(0, 5))
                .allSatisfy(verdict -> assertThat(verdict).isCompletedWithValue(Verdict.LEASED));
        assertThat(waiting.get(5)).isNotDone();
    }

    @Test
    void nearTheEndNothingIsKept() {
        take();
        answer(1, 400);

        take();
        assertThat(answer(1, 399).wanted()).isEqualTo(1);

        day.giveBack();
        assertThat(day.free()).isZero();
        assertThat(day.needsAsking()).isTrue();
        assertThat(day.request()).isEqualTo(new Request(1, 0, 0, LIMIT));
    }

    @Test
    void whatIsKeptGoesBackWhenALookShowsThatTheEndIsNear() {
        lease();
        long kept = day.free();

        day.looked(LIMIT - 501);
        assertThat(day.free()).isEqualTo(kept);
        day.looked(LIMIT - 500);
        assertThat(day.free()).isZero();
        assertThat(answer(0, 500 + kept)).isEqualTo(new Request(kept, 0, 0, LIMIT));
    }

    @Test
    void aDayIsUsedUpWhenNothingHasBeenLeftForLongEnough() {
        CompletableFuture<Verdict> first = take();
        assertThat(answerAndPause(0, 0)).contains(PROPERTIES.refusalWait().dividedBy(10));
        pass(PROPERTIES.refusalWait().minusMillis(1));
        answerAgain(0, 0);
        assertThat(first).isNotDone();

        pass(Duration.ofMillis(1));
        assertThat(answerAgain(0, 0)).isEmpty();
        assertThat(first).isCompletedWithValue(Verdict.USED_UP);
    }

    @Test
    void whatComesBackMeanwhileIsTaken() {
        CompletableFuture<Verdict> first = take();
        CompletableFuture<Verdict> second = take();
        answerAndPause(0, 0);

        answerAgain(1, 0);

        assertThat(first).isCompletedWithValue(Verdict.LEASED);
        assertThat(second).isNotDone();
        pass(PROPERTIES.refusalWait());
        answerAgain(0, 0);
        assertThat(second).isCompletedWithValue(Verdict.USED_UP);
    }

    @Test
    void aUsedUpDayIsAskedForAgainAfterAMomentAndThenOnce() {
        useUp();
        assertThat(take()).isCompletedWithValue(Verdict.USED_UP);
        assertThat(day.needsAsking()).isFalse();

        pass(PROPERTIES.refusalMemory());
        CompletableFuture<Verdict> later = take();
        assertThat(answerAndPause(0, 0)).isEmpty();
        assertThat(later).isCompletedWithValue(Verdict.USED_UP);

        pass(PROPERTIES.refusalMemory());
        CompletableFuture<Verdict> another = take();
        answer(1, 0);
        assertThat(another).isCompletedWithValue(Verdict.LEASED);
    }

    @Test
    void anEventThatWasNoneIsThereForAnotherEvenOnAUsedUpDay() {
        take();
        answer(1, 0);
        useUp();

        CompletableFuture<Verdict> waiting = takeAfter(PROPERTIES.refusalMemory());
        day.giveBack();

        assertThat(waiting).isCompletedWithValue(Verdict.LEASED);
    }

    @Test
    void aHigherLimitOpensAUsedUpDayAtOnce() {
        useUp();

        CompletableFuture<Verdict> verdict = day.take(2 * LIMIT, now);

        assertThat(verdict).isNotDone();
        assertThat(answer(1, LIMIT - 1).limit()).isEqualTo(2 * LIMIT);
        assertThat(verdict).isCompletedWithValue(Verdict.LEASED);
    }

    @Test
    void whatWasLeasedByAHigherLimitIsNotTakenByALowerOne() {
        lease();
        long kept = day.free();

        CompletableFuture<Verdict> verdict = day.take(100, now);

        assertThat(verdict).isNotDone();
        assertThat(answer(0, -2_000)).isEqualTo(new Request(kept, 0, 1, 100));
        assertThat(verdict).isNotDone();
    }

    @Test
    void whatWasOnItsWayFromTheStoreWhenTheLimitWasLoweredGoesBack() {
        take();
        assertThat(day.needsAsking()).isTrue();
        Request request = day.request();

        CompletableFuture<Verdict> verdict = day.take(100, now);
        day.answered(request, new Answer(1, LIMIT - 500), now);

        assertThat(verdict).isNotDone();
        assertThat(day.request()).isEqualTo(new Request(1, 0, 2, 100));
    }

    @Test
    void whileTheStoreIsAwayAsManyGoOnCreditAsWereLeftOfLate() {
        take();
        answer(1, 2);
        CompletableFuture<Verdict> first = take();
        assertThat(day.needsAsking()).isTrue();
        day.failed();
        assertThat(first).isCompletedWithValue(Verdict.ON_CREDIT);

        assertThat(onCredit()).isCompletedWithValue(Verdict.ON_CREDIT);
        assertThat(onCredit()).isCompletedWithValue(Verdict.USED_UP);
        day.giveBack();
        assertThat(onCredit()).isCompletedWithValue(Verdict.ON_CREDIT);

        assertThat(day.owed()).isEqualTo(2);
        assertThat(answer(0, 0)).isEqualTo(new Request(0, 2, 0, LIMIT));
        assertThat(day.owed()).isZero();
    }

    @Test
    void aDayThatNobodyHasHeardOfHasAllOfItsLimitOnCredit() {
        for (long number = 0; number < LIMIT; number++) {
            assertThat(onCredit()).isCompletedWithValue(Verdict.ON_CREDIT);
        }
        assertThat(onCredit()).isCompletedWithValue(Verdict.USED_UP);
    }

    @Test
    void whatIsGivenBackWhileItIsBeingPaidIsNotPaidTwice() {
        onCredit();
        assertThat(day.needsAsking()).isTrue();
        Request request = day.request();
        day.giveBack();

        day.answered(request, new Answer(0, 4_000), now);

        assertThat(request.owed()).isEqualTo(1);
        assertThat(day.owed()).isZero();
        assertThat(take()).isCompletedWithValue(Verdict.LEASED);
    }

    @Test
    void whatMayHaveBeenReturnedIsNotReturnedAgain() {
        lease();
        day.retired();
        assertThat(day.needsAsking()).isTrue();
        assertThat(day.request().returned()).isPositive();
        day.failed();

        assertThat(day.needsAsking()).isFalse();
        assertThat(day.request().returned()).isZero();
    }

    @Test
    void aDayThatIsNotUsedGivesBackAndEndsWhenAllIsTold() {
        lease();
        day.spent();
        day.spent();

        assertThat(day.close(now)).isFalse();
        assertThat(day.free()).isPositive();
        pass(PROPERTIES.idleTime());
        assertThat(day.close(now)).isFalse();
        assertThat(day.free()).isZero();
        answer(0, LIMIT - 2);
        assertThat(day.close(now)).isTrue();
        assertThat(day.use(now)).isFalse();
    }

    @Test
    void aDayWithSomethingOnItsWayDoesNotEnd() {
        take();
        answer(1, LIMIT - 1);
        pass(PROPERTIES.idleTime());

        assertThat(day.close(now)).isFalse();
        day.spent();
        assertThat(day.close(now)).isTrue();
    }

    @Test
    void aPlanWithoutEventsIsUsedUpFromTheBeginning() {
        CompletableFuture<Verdict> verdict = day.take(0, now);
        assertThat(day.needsAsking()).isTrue();
        day.answered(day.request(), new Answer(0, 0), now);
        pass(PROPERTIES.refusalWait());
        day.answered(day.request(), new Answer(0, 0), now);

        assertThat(verdict).isCompletedWithValue(Verdict.USED_UP);
    }

    private CompletableFuture<Verdict> take() {
        return day.take(LIMIT, now);
    }

    private CompletableFuture<Verdict> takeAfter(Duration time) {
        pass(time);
        return take();
    }

    private CompletableFuture<Verdict> onCredit() {
        CompletableFuture<Verdict> verdict = take();
        day.takeOnCredit(verdict);
        return verdict;
    }

    private void takeAllThatIsFree() {
        while (day.free() > 0) {
            take();
        }
    }

    /** Two requests, of which the first brings a lease. */
    private void lease() {
        take();
        answer(LEASE, LIMIT - LEASE);
        take();
    }

    private void useUp() {
        CompletableFuture<Verdict> verdict = take();
        answerAndPause(0, 0);
        pass(PROPERTIES.refusalWait());
        answerAgain(0, 0);
        assertThat(verdict).isCompletedWithValue(Verdict.USED_UP);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** Has the store asked, which must be needed, and answer; returned is what was asked. */
    private Request answer(long taken, long left) {
        assertThat(day.needsAsking()).isTrue();
        Request request = day.request();
        day.answered(request, new Answer(taken, left), now);
        return request;
    }

    private Optional<Duration> answerAndPause(long taken, long left) {
        assertThat(day.needsAsking()).isTrue();
        return answerAgain(taken, left);
    }

    /** What whoever asks does after the pause. */
    private Optional<Duration> answerAgain(long taken, long left) {
        return day.answered(day.request(), new Answer(taken, left), now);
    }
}
