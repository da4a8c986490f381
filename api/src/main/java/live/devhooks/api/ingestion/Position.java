package live.devhooks.api.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a source stands while its row is locked.
 *
 * @param lastSeq the number of its newest event
 * @param lastReceivedAt when that was received
 * @param burstUntil when it may have a whole burst again
 * @param now the database's clock
 */
record Position(long lastSeq, Instant lastReceivedAt, Instant burstUntil, Instant now) {

    /** Of a source that is gone. */
    static final Position NOWHERE = new Position(0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    /** The time in which a source may have its burst once. */
    static final Duration BURST_PERIOD = Duration.ofSeconds(1);

    /** The next place: never earlier than the one before, nor later than the database's clock. */
    Position next(Instant arrivedAt) {
        Instant notLater = arrivedAt.isAfter(now) ? now : arrivedAt;
        Instant inOrder = notLater.isBefore(lastReceivedAt) ? lastReceivedAt : notLater;
        return new Position(lastSeq + 1, inOrder.truncatedTo(ChronoUnit.MICROS), burstUntil, now);
    }

    /** Whether there is room for one more event in a burst of at most {@code most}. */
    boolean hasRoom(int most) {
        return !spend(most).burstUntil.isAfter(now.plus(BURST_PERIOD));
    }

    /** The same place with one event of a burst of {@code most} spent: it takes its share of the period to come back (GCRA). */
    Position spend(int most) {
        Instant from = burstUntil.isBefore(now) ? now : burstUntil;
        return new Position(lastSeq, lastReceivedAt, from.plus(BURST_PERIOD.dividedBy(most)), now);
    }
}
