package live.devhooks.api.ingestion;

import java.time.Duration;

/** Pauses between tries: each twice as long as the one before, up to a bound, until something succeeds. */
final class BackOff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        Duration pause = next.compareTo(longest) < 0 ? next : longest;
        next = pause.multipliedBy(2);
        return pause;
    }

    void reset() {
        next = first;
    }
}
