package live.devhooks.api.events;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import org.springframework.stereotype.Component;

/** Lets a few searches run at once, and few of one account, so that nobody's searches slow down what others do. */
@Component
class SearchTurns {

    private final EventProperties properties;
    private final Semaphore turns;
    private final Map<UUID, Integer> searching = new ConcurrentHashMap<>();

    SearchTurns(EventProperties properties) {
        this.properties = properties;
        this.turns = new Semaphore(properties.searches(), true);
    }

    /** Does {@code search} for {@code account} when it is its turn; a problem that says when to try again where that takes too long. */
    <T> T take(UUID account, Supplier<T> search) {
        enter(account);
        try {
            await();
            try {
                return search.get();
            } finally {
                turns.release();
            }
        } finally {
            searching.computeIfPresent(account, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private void enter(UUID account) {
        searching.merge(account, 1, (count, one) -> {
            if (count >= properties.searchesPerAccount()) {
                throw new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "An account searches " + properties.searchesPerAccount()
                                + " times at once; wait until a search has ended",
                        properties.searchTime());
            }
            return count + one;
        });
    }

    private void await() {
        try {
            if (!turns.tryAcquire(properties.searchTime().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(ProblemType.OVERLOADED, "Too much is searched at the moment; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.OVERLOADED, "This node stops; try again");
        }
    }
}
