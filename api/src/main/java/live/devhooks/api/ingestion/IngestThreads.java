package live.devhooks.api.ingestion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The threads on which webhooks go on that have waited for something, such as their commit: as many as there are processors, since none of them ever waits.
 * Whoever completes what they waited for, the writer above all, is kept from answering them.
 */
@Component
final class IngestThreads implements DisposableBean {

    private final ExecutorService threads;

    IngestThreads() {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
            Thread thread = new Thread(work, "ingest-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Goes on with {@code next}: at once, where {@code step} is done, or else on one of the threads, when it is. */
    <T, U> CompletableFuture<U> onward(CompletableFuture<T> step, Function<T, CompletableFuture<U>> next) {
        return step.isDone() ? step.thenCompose(next) : step.thenComposeAsync(next, threads);
    }

    /** What went wrong, without what a step that was to follow has wrapped around it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
