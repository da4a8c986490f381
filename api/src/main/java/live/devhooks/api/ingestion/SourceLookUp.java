package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the store for sources so that no request waits in a call to it: many keys in one statement, each once however many want it.
 *
 * <p>It owns one thread, from {@link #start()} to {@link #stop()}. What always holds: an answer is of a statement that began after the
 * question; whoever asks is answered when that has ended, one way or the other; at most {@value #MAX_KEYS} keys wait for the next one.
 */
@Component
class SourceLookUp implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLookUp.class);
    private static final int MAX_KEYS = 1_000;
    private static final long STOP_TIMEOUT_MILLIS = 1_000;

    /** Least time from one statement to the next where nobody waits for the answer, so that questions gather. */
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final SourceStore store;
    private final Duration retryInterval;

    private final Object lock = new Object();
    private Map<String, CompletableFuture<Optional<StoredSource>>> asked = new LinkedHashMap<>();
    private boolean isWaitedFor;
    private boolean running;
    private @Nullable Thread thread;

    private final BusySince busy = new BusySince();

    /** When the last statement began, as {@link System#nanoTime()} counts. */
    private long lastAsked = System.nanoTime() - INTERVAL.toNanos();

    /** Whether the last statement failed. */
    private volatile boolean failing;

    SourceLookUp(SourceStore store, IngestProperties properties) {
        this.store = store;
        this.retryInterval = properties.retryInterval();
    }

    /** Has the store asked at once whose {@code key} it is, since somebody waits; fails where that fails, or too many ask. */
    CompletableFuture<Optional<StoredSource>> ask(String key) {
        return ask(key, true);
    }

    /** The same, but soon: nobody waits yet. */
    CompletableFuture<Optional<StoredSource>> askAhead(String key) {
        return ask(key, false);
    }

    private CompletableFuture<Optional<StoredSource>> ask(String key, boolean isWaitedFor) {
        synchronized (lock) {
            if (!running || (asked.size() >= MAX_KEYS && !asked.containsKey(key))) {
                return CompletableFuture.failedFuture(new IllegalStateException("more ask for sources than may"));
            }
            // Only what may change how long the thread waits wakes it.
            if (isWaitedFor ? !this.isWaitedFor : asked.isEmpty()) {
                lock.notifyAll();
            }
            this.isWaitedFor |= isWaitedFor;
            return asked.computeIfAbsent(key, asking -> new CompletableFuture<>());
        }
    }

    /** Whether the store did not answer when it was last asked, or has not for longer than {@code patience}. */
    boolean isAway(Duration patience) {
        return failing || busy.isLongerThan(patience);
    }

    @Override
    public void start() {
        synchronized (lock) {
            running = true;
        }
        Thread started = new Thread(this::run, "source-look-up");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    /** Does not wait for a store that is away: nobody asks any more. */
    @Override
    public void stop() {
        synchronized (lock) {
            running = false;
            lock.notifyAll();
        }
        try {
            if (thread != null) {
                thread.join(STOP_TIMEOUT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return running;
        }
    }

    /** Before the web server, and so stopped after it: requests in flight still need it. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        try {
            for (var keys = take(); !keys.isEmpty(); keys = take()) {
                lastAsked = System.nanoTime();
                answer(keys);
                if (failing) {
                    Thread.sleep(retryInterval.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.error("the look-up of sources was interrupted; this node finds no new ones until it is restarted", e);
        }
    }

    /** Waits for questions; none at the end. */
    private Map<String, CompletableFuture<Optional<StoredSource>>> take() throws InterruptedException {
        synchronized (lock) {
            while (running && asked.isEmpty()) {
                lock.wait();
            }
            for (long left = millisToGather(); running && !isWaitedFor && left > 0; left = millisToGather()) {
                lock.wait(left);
            }
            Map<String, CompletableFuture<Optional<StoredSource>>> taken = asked;
            asked = new LinkedHashMap<>();
            isWaitedFor = false;
            return taken;
        }
    }

    private long millisToGather() {
        return INTERVAL.minusNanos(System.nanoTime() - lastAsked).toMillis();
    }

    /** Answers everybody, whatever happens; the thread must survive everything. */
    private void answer(Map<String, CompletableFuture<Optional<StoredSource>>> keys) {
        busy.begin();
        try {
            Map<String, StoredSource> sources = store.byKeys(keys.keySet());
            succeeded();
            keys.forEach((key, answer) -> answer.complete(Optional.ofNullable(sources.get(key))));
        } catch (RuntimeException | Error e) {
            failed(e);
            keys.values().forEach(answer -> answer.completeExceptionally(e));
        } finally {
            busy.end();
        }
    }

    private void succeeded() {
        if (failing) {
            LOG.info("sources are looked up again");
        }
        failing = false;
    }

    private void failed(Throwable e) {
        if (!failing) {
            LOG.warn("sources cannot be looked up, and are taken to be as they are remembered: {}", e.toString());
        }
        failing = true;
    }
}
