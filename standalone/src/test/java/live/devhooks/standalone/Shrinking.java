package live.devhooks.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence as short as deletion can: first by halves, at last one by one. */
final class Shrinking {

    private final Instant end;

    /** Tries nothing new when {@code budget} is over. */
    Shrinking(Duration budget) {
        this.end = Instant.now().plus(budget);
    }

    /** A part of {@code failing} that still fails. */
    <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int chunk = Math.max(1, failing.size() / 2);
        while (chunk > 0) {
            List<T> shorter = withoutChunks(shortest, chunk, fails);
            // One that can go may let others go that could not before.
            chunk = chunk == 1 && shorter.size() < shortest.size() ? 1 : chunk / 2;
            shortest = shorter;
        }
        return shortest;
    }

    private <T> List<T> withoutChunks(List<T> failing, int chunk, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int from = 0;
        while (from < shortest.size() && Instant.now().isBefore(end)) {
            List<T> candidate = new ArrayList<>(shortest);
            candidate.subList(from, Math.min(from + chunk, candidate.size())).clear();
            if (fails.test(candidate)) {
                shortest = candidate;
            } else {
                from += chunk;
            }
        }
        return shortest;
    }
}
