package live.devhooks.realtime.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that are read while those before them are handed over, so that a reader that is behind waits for the store or for being handed
 * what it missed, whichever takes longer, and not for one after the other.
 *
 * <p>So many are there at most, and one that was not taken makes room for another after a moment: its reader has gone, or has no room. Such a page is a help and nothing else: who does not find
 * it here reads it.
 */
final class ReadAhead {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    /** How long a page is of use that nobody takes: much longer than handing over the one before to a reader that keeps up. */
    static final Duration OF_USE = Duration.ofSeconds(1);

    private final Function<Wanted, Page> read;
    private final int most;
    private final Duration ofUse;
    private final ExecutorService threads;
    private final Map<Wanted, Begun> begun = new HashMap<>();

    /**
     * Reads by {@code read}, a page in each of {@code threads}.
     *
     * @param most pages that are there at once; none where it is 0
     * @param ofUse how long a page keeps its place that nobody takes
     * @param threads as many, of which whoever has made them disposes
     */
    ReadAhead(Function<Wanted, Page> read, int most, Duration ofUse, ExecutorService threads) {
        this.read = read;
        this.most = most;
        this.ofUse = ofUse;
        this.threads = threads;
    }

    private record Begun(Future<Page> page, long nanos) {}

    /** Begins to read what somebody will want, unless there is no place for it. */
    synchronized void begin(Wanted wanted) {
        begun.values().removeIf(this::isInVain);
        if (begun.size() < most) {
            begun.computeIfAbsent(
                    key(wanted), key -> new Begun(threads.submit(() -> read.apply(wanted)), System.nanoTime()));
        }
    }

    /** The page of what is wanted, if it was begun in time and could be read; there may be more, since the stream may have grown after that. */
    Optional<Page> take(Wanted wanted) {
        Future<Page> page = find(wanted);
        if (page == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(page.get().andMaybeMore());
        } catch (ExecutionException e) {
            LOG.debug("a page could not be read ahead, and is read when it is wanted: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            forget(wanted);
        }
    }

    private synchronized @Nullable Future<Page> find(Wanted wanted) {
        Begun found = begun.get(key(wanted));
        return found == null || isInVain(found) ? null : found.page();
    }

    /** One that is still being read keeps its place, since it has its thread. */
    private boolean isInVain(Begun one) {
        return one.page.isDone() && System.nanoTime() - one.nanos > ofUse.toNanos();
    }

    private synchronized void forget(Wanted wanted) {
        begun.remove(key(wanted));
    }

    /** How much room there will be was not known when it was begun. */
    private static Wanted key(Wanted wanted) {
        return wanted.withRoom(Room.ENOUGH);
    }
}
