package live.devhooks.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A node that is started again, in the background, whenever it has been killed. */
final class RevivedProcess implements AutoCloseable {

    private final Supplier<NodeProcess> start;
    private volatile CompletableFuture<NodeProcess> process;

    RevivedProcess(Supplier<NodeProcess> start) {
        this.start = start;
        this.process = startSoon();
    }

    private CompletableFuture<NodeProcess> startSoon() {
        return CompletableFuture.supplyAsync(start, work -> new Thread(work, "reviver").start());
    }

    boolean isThere() {
        return process.isDone();
    }

    /** It, as soon as it is there. */
    NodeProcess await() {
        return process.join();
    }

    /** {@code kill -9}, where it is there. */
    void kill() {
        if (isThere()) {
            NodeProcess killed = process.join();
            process = startSoon();
            killed.kill();
        }
    }

    @Override
    public void close() {
        process.join().close();
    }
}
