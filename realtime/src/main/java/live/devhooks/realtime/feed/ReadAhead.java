package live.devhooks.realtime.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that are read while those before them are handed over, so that a reader that is behind waits for the store or for being handed
 * what it missed, whichever takes longer, and not for one after the other.
 *
 * <p>So many are there at most, and one that was not taken makes room for another after a moment: its reader has gone, or has no room. Such a page is a help and nothing else: who does not find
 * it here reads it. And it is what was there when it was read: the stream may have grown since.
 */
final class ReadAhead {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    /** How long a page is of use that nobody takes: much longer than handing over the one before to a reader that keeps up. */
    static final Duration OF_USE = Duration.ofSeconds(1);

    private final Function<Wanted, Page> read;
    private final int most;
    private final Duration ofUse;
    private final Executor threads;
    private final Map<Wanted, CompletableFuture<Read>> begun = new HashMap<>();

    private record Read(Page page, long nanos) {}

    /**
     * Reads by {@code read}, in {@code threads}.
     *
     * @param most pages that are there at once, or are being read; none where it is 0
     * @param ofUse how long a page that has been read is of use
     * @param threads as many as there may be pages; whoever has made them ends them
     */
    ReadAhead(Function<Wanted, Page> read, int most, Duration ofUse, Executor threads) {
        this.read = read;
        this.most = most;
        this.ofUse = ofUse;
        this.threads = threads;
    }

    /** Begins to read what somebody will want, unless there is no place for it. */
    synchronized void begin(Wanted wanted) {
        begun.values().removeIf(this::isInVain);
        if (begun.size() >= most) {
            return;
        }
        try {
            begun.computeIfAbsent(key(wanted), key -> CompletableFuture.supplyAsync(() -> readNow(wanted), threads));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("nothing is read ahead any more: this node stops");
        }
    }

    private Read readNow(Wanted wanted) {
        return new Read(read.apply(wanted), System.nanoTime());
    }

    /** The page of what is wanted as it was when it was read, if that was begun and could be done. */
    Optional<Page> take(Wanted wanted) {
        CompletableFuture<Read> page = find(wanted);
        if (page == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(page.get().page());
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

    private synchronized @Nullable CompletableFuture<Read> find(Wanted wanted) {
        CompletableFuture<Read> found = begun.get(key(wanted));
        return found == null || isInVain(found) ? null : found;
    }

    /** One that is still being read keeps its place, since it has its thread. */
    private boolean isInVain(CompletableFuture<Read> page) {
        return page.isCompletedExceptionally()
                || (page.isDone() && System.nanoTime() - page.join().nanos() > ofUse.toNanos());
    }

    private synchronized void forget(Wanted wanted) {
        begun.remove(key(wanted));
    }

    /** How much room there will be was not known when it was begun. */
    private static Wanted key(Wanted wanted) {
        return wanted.withRoom(Room.ENOUGH);
    }
}
