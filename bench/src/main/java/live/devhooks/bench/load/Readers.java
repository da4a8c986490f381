package live.devhooks.bench.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.devhooks.bench.load.ReadersOrder.Await;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Leave;
import org.jspecify.annotations.Nullable;

/**
 * All readers of this process. It owns one thread, which lives as long as the process: it waits for what comes on any connection and carries out
 * orders in between.
 */
final class Readers {

    private static final int BUFFER_BYTES = 512 * 1024 + Reader.MAX_REST;
    private static final long LOOK_MILLIS = 10;
    private static final long PATIENCE_MILLIS = 10_000;

    private final UniqueNumbers numbers;
    private final Selector selector;
    private final Map<String, ReaderGroup> groups = new HashMap<>();
    private final Queue<Waiting> arrived = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final byte[] bytes = new byte[BUFFER_BYTES];

    private Readers(UniqueNumbers numbers) throws IOException {
        this.numbers = numbers;
        this.selector = Selector.open();
    }

    /** An order whose end somebody waits for. */
    private record Waiting(ReadersOrder order, long deadline, CompletableFuture<ReadersResult> result) {

        boolean isLate() {
            return System.nanoTime() - deadline > 0;
        }

        void fail(String reason) {
            result.completeExceptionally(new IOException(order.group() + ": " + reason));
        }
    }

    /** Starts the thread. */
    static Readers start(UniqueNumbers numbers) throws IOException {
        Readers readers = new Readers(numbers);
        Thread thread = new Thread(readers::run, "readers");
        thread.setDaemon(true);
        thread.start();
        return readers;
    }

    /** Carries out an order; returns when that is done. */
    ReadersResult carryOut(ReadersOrder order) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.millis());
        Waiting next = new Waiting(order, deadline, new CompletableFuture<>());
        arrived.add(next);
        selector.wakeup();
        try {
            return next.result.get(order.millis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("the readers' thread is gone; the log says why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while readers were busy");
        }
    }

    private void run() {
        try {
            while (true) {
                selector.select(this::proceed, LOOK_MILLIS);
                for (Waiting next = arrived.poll(); next != null; next = arrived.poll()) {
                    begin(next);
                }
                waiting.removeIf(this::isOver);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void proceed(SelectionKey key) {
        Reader reader = (Reader) key.attachment();
        try {
            boolean wasLive = reader.isLive();
            reader.proceed(key, bytes);
            if (reader.isLive() && !wasLive) {
                reader.group().connectSome(selector);
            }
        } catch (IOException e) {
            failed(reader, e);
        }
    }

    private void failed(Reader reader, IOException reason) {
        ReaderGroup group = reader.group();
        boolean wasLive = reader.isLive();
        closeQuietly(reader);
        try {
            if (wasLive || reason instanceof Reader.OutOfOrder || !group.triesAgain(reader, selector)) {
                group.failed(reason);
            }
        } catch (IOException e) {
            group.failed(e);
        }
    }

    /** Its group has failed already. */
    private static void closeQuietly(Reader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            reader.group().failed(e);
        }
    }

    private void begin(Waiting next) {
        try {
            if (next.order instanceof Connect connect) {
                connect(connect);
            } else if (!groups.containsKey(next.order.group())) {
                throw new IOException("nobody knows this group");
            }
            waiting.add(next);
        } catch (IOException e) {
            next.fail(e.toString());
        }
    }

    private void connect(Connect order) throws IOException {
        ReaderGroup group = groups.get(order.group());
        if (group == null) {
            group = new ReaderGroup(order, LoadRun.loopback(order.base()), numbers);
            groups.put(order.group(), group);
        }
        group.connect(order, LoadRun.loopback(order.base()), selector);
    }

    /** Answers where there is an answer. */
    private boolean isOver(Waiting one) {
        ReaderGroup group = groups.get(one.order.group());
        @Nullable String failure = group == null ? "it has left" : group.failure();
        if (group != null && one.order instanceof Leave) {
            return leave(one, group);
        }
        if (group == null || failure != null) {
            one.fail(String.valueOf(failure));
            return true;
        }
        if (one.order instanceof Await await ? group.deliveries() >= await.deliveries() : group.isLive()) {
            finish(one, group);
            return true;
        }
        if (one.isLate()) {
            one.fail("after " + one.order.millis() + " ms there are " + group.deliveries() + " deliveries");
        }
        return one.isLate();
    }

    private static void finish(Waiting one, ReaderGroup group) {
        if (one.order instanceof Await await) {
            ReadersResult result = group.takeDelivered();
            if (result.deliveries() > await.deliveries()) {
                one.fail(result.deliveries() + " deliveries where there can be " + await.deliveries());
            } else {
                one.result.complete(result);
            }
        } else {
            one.result.complete(group.connected());
        }
    }

    private boolean leave(Waiting one, ReaderGroup group) {
        groups.remove(one.order.group());
        try {
            group.leave();
            one.result.complete(group.connected());
        } catch (IOException e) {
            one.fail(e.toString());
        }
        return true;
    }
}
