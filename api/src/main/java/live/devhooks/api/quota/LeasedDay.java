package live.devhooks.api.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import live.devhooks.api.quota.QuotaBuckets.Answer;
import live.devhooks.api.quota.QuotaBuckets.Request;

/**
 * What one node has of one day of an account: events that it may let through without asking, and the requests that wait for more.
 *
 * <p>What always holds, under the lock of this object: what is free here has been taken from the bucket; somebody waits only where nothing is
 * free; what is free and what is on its way are together at most the lease, unless more than that is on its way; one thread at a time asks.
 */
final class LeasedDay {

    /** What a request is told. */
    enum Verdict {
        /** It may become an event. */
        LEASED,
        /** It may, although the store could not be asked. */
        ON_CREDIT,
        /** The day is used up. */
        USED_UP
    }

    /** How often a day is asked again until it is known to be used up. */
    private static final int ASKS_BEFORE_REFUSAL = 10;

    private static final CompletableFuture<Verdict> LEASED = CompletableFuture.completedFuture(Verdict.LEASED);
    private static final CompletableFuture<Verdict> USED_UP = CompletableFuture.completedFuture(Verdict.USED_UP);

    private final QuotaDay day;
    private final QuotaProperties properties;
    private final Deque<CompletableFuture<Verdict>> waiting = new ArrayDeque<>();

    private long limit;
    /** What the bucket had left when it was last heard of. */
    private OptionalLong left = OptionalLong.empty();

    private long free;
    private long onTheWay;
    private long surplus;
    private long owed;
    private boolean asked;
    private boolean retired;
    private boolean closed;
    private Instant usedAt;
    /** Since when nothing has been left, except for what came back. */
    private Optional<Instant> emptySince = Optional.empty();

    private Instant usedUpUntil = Instant.MIN;

    LeasedDay(QuotaDay day, QuotaProperties properties, Instant now) {
        this.day = day;
        this.properties = properties;
        this.usedAt = now;
    }

    QuotaDay day() {
        return day;
    }

    /** Takes one of {@code limit}. What is not answered at once waits until the store has been asked. */
    synchronized CompletableFuture<Verdict> take(long limit, Instant now) {
        allow(limit);
        if (free > 0) {
            free--;
            onTheWay++;
            return LEASED;
        }
        if (now.isBefore(usedUpUntil)) {
            return USED_UP;
        }
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        waiting.add(verdict);
        return verdict;
    }

    /** Answers a request that has waited in vain, unless it has been answered meanwhile: it may take, at most, what was left of late. */
    synchronized void takeOnCredit(CompletableFuture<Verdict> verdict) {
        if (!verdict.isDone()) {
            verdict.complete(onCredit());
            waiting.removeIf(CompletableFuture::isDone);
        }
    }

    /** What was taken has become an event. */
    synchronized void spent() {
        onTheWay--;
    }

    /** What was taken has not become an event, and is there for another one. */
    synchronized void giveBack() {
        onTheWay--;
        if (owed > 0) {
            owed--;
        } else {
            free++;
        }
        serve();
        keepLittle();
    }

    /** Whether the store has to be asked and nobody is at it. Who is told so is at it from now on. */
    synchronized boolean needsAsking() {
        if (asked || !hasRequest()) {
            return false;
        }
        asked = true;
        return true;
    }

    /** What there is to ask now. */
    synchronized Request request() {
        Request request = new Request(surplus, owed, wanted(), limit);
        // Told once: what may have been returned already must not be returned again.
        surplus = 0;
        return request;
    }

    /** What the store has answered. Returned is in how long it has to be asked again, if so; nobody is at it otherwise. */
    synchronized Optional<Duration> answered(Request request, Answer answer, Instant now) {
        receive(request, answer);
        serve();
        noteEmptiness(now);
        if (isUsedUp(now)) {
            usedUpUntil = now.plus(properties.refusalMemory());
            waiting.forEach(verdict -> verdict.complete(Verdict.USED_UP));
            waiting.clear();
        }
        keepLittle();
        asked = hasRequest();
        return asked ? Optional.of(pause()) : Optional.empty();
    }

    /** The store could not be asked, and nobody is at it now; requests need not wait for it. */
    synchronized void failed() {
        asked = false;
        waiting.forEach(verdict -> verdict.complete(onCredit()));
        waiting.clear();
    }

    /** What a look at the bucket has shown: what is kept here may be needed elsewhere. */
    synchronized void looked(long taken) {
        left = OptionalLong.of(limit - taken);
        keepLittle();
    }

    /** Somebody is about to take; not of one that is closed, in whose place there is another one. */
    synchronized boolean use(Instant now) {
        usedAt = now;
        retired = false;
        return !closed;
    }

    /** Keeps nothing any more, until it is used again. */
    synchronized LeasedDay retired() {
        retired = true;
        keepLittle();
        return this;
    }

    /** Keeps nothing any more where it has not been used for long, and ends where nothing is outstanding either. Returned is whether it has ended. */
    synchronized boolean close(Instant now) {
        if (now.isBefore(usedAt.plus(properties.idleTime()))) {
            return false;
        }
        retired();
        closed = onTheWay == 0 && !asked && !hasRequest();
        return closed;
    }

    /** Whether nothing was left when the bucket was last heard of. */
    synchronized boolean isEmpty() {
        return left.orElse(limit) <= 0;
    }

    /** How many this node keeps unspent. */
    synchronized long free() {
        return free;
    }

    /** How many it has let through without the store knowing. */
    synchronized long owed() {
        return owed;
    }

    /** Plans change in the middle of a day; what was leased by the old one may not be there by the new one. */
    private void allow(long current) {
        if (current == limit) {
            return;
        }
        long more = current - limit;
        left = left.isPresent() ? OptionalLong.of(left.getAsLong() + more) : left;
        limit = current;
        usedUpUntil = Instant.MIN;
        surplus += free;
        free = 0;
    }

    private Verdict onCredit() {
        if (owed >= left.orElse(limit)) {
            return Verdict.USED_UP;
        }
        owed++;
        onTheWay++;
        return Verdict.ON_CREDIT;
    }

    private boolean hasRequest() {
        return !waiting.isEmpty() || surplus > 0 || owed > 0;
    }

    /** What the waiting requests need, and beyond that, unless the end is known to be near, what fills the lease: most accounts are far from it. */
    private long wanted() {
        int needed = waiting.size();
        return needed == 0 || isCareful() ? needed : Math.max(needed, lease() - onTheWay);
    }

    private long lease() {
        return Math.max(1, (long) (limit * properties.leaseShare()));
    }

    private boolean isCareful() {
        return retired || isNearEnd();
    }

    private boolean isNearEnd() {
        return left.orElse(limit) <= limit * properties.endShare();
    }

    private void receive(Request request, Answer answer) {
        left = OptionalLong.of(answer.left() + limit - request.limit());
        owed -= request.owed();
        if (request.limit() > limit) {
            surplus += answer.taken();
        } else {
            free += answer.taken();
        }
        if (owed < 0) {
            // Given back while it was being paid.
            free -= owed;
            owed = 0;
        }
    }

    private void serve() {
        while (free > 0 && !waiting.isEmpty()) {
            free--;
            onTheWay++;
            waiting.remove().complete(Verdict.LEASED);
        }
    }

    private void noteEmptiness(Instant now) {
        if (!isNearEnd()) {
            emptySince = Optional.empty();
        } else if (isEmpty() && emptySince.isEmpty()) {
            emptySince = Optional.of(now);
        }
    }

    /** Whether nothing is left, and has not been for so long that no node can have kept anything. */
    private boolean isUsedUp(Instant now) {
        return isEmpty()
                && emptySince
                        .filter(since -> !now.isBefore(since.plus(properties.refusalWait())))
                        .isPresent();
    }

    private void keepLittle() {
        if (free > 0 && isCareful()) {
            surplus += free;
            free = 0;
        }
    }

    /** Where nothing is left, there is time for others to give something back. */
    private Duration pause() {
        boolean hasSomethingToTell = surplus > 0 || owed > 0;
        return isEmpty() && !hasSomethingToTell
                ? properties.refusalWait().dividedBy(ASKS_BEFORE_REFUSAL)
                : Duration.ZERO;
    }
}
