package live.devhooks.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Start;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Readers that are connected together, and what has been delivered to them. Belongs to the thread of {@link Readers}. */
final class ReaderGroup {

    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    /** How often readers that come back may be refused, in the mean. */
    private static final int ATTEMPTS = 3;

    private final List<Reader> readers;
    private final UniqueNumbers numbers;
    private final Queue<Reader> toConnect = new ArrayDeque<>();
    private final Histogram latencies = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private Connect order;
    private InetSocketAddress address;
    private int underWay;
    private int live;
    private int attemptsLeft;
    private long deliveries;
    private long connectNanos;
    private long liveNanos;
    private long firstNanos;
    private long lastNanos;
    private long cpuNanos;
    private @Nullable String failure;

    /** Made for the first time that it connects. */
    ReaderGroup(Connect order, InetSocketAddress address, UniqueNumbers numbers) {
        this.order = order;
        this.address = address;
        this.numbers = numbers;
        this.readers =
                order.readers().stream().map(login -> new Reader(login, this)).toList();
    }

    Connect order() {
        return order;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Connects all, as {@code next} says. */
    void connect(Connect next, InetSocketAddress to, Selector selector) throws IOException {
        order = next;
        address = to;
        live = 0;
        underWay = 0;
        failure = null;
        attemptsLeft = order.start() == Start.AFTER_LAST ? ATTEMPTS * readers.size() : 0;
        connectNanos = System.nanoTime();
        cpuNanos = OwnCpu.nanos();
        toConnect.clear();
        toConnect.addAll(readers);
        connectSome(selector);
    }

    /** Begins with as many more as may be under way. */
    void connectSome(Selector selector) throws IOException {
        while (underWay < order.atOnce() && !toConnect.isEmpty()) {
            underWay++;
            toConnect.remove().connect(selector);
        }
    }

    /** Lets a reader that was refused while many come back come once more, as a client would; false where that has been tried too often. */
    boolean triesAgain(Reader reader, Selector selector) throws IOException {
        if (attemptsLeft == 0) {
            return false;
        }
        attemptsLeft--;
        underWay--;
        toConnect.add(reader);
        connectSome(selector);
        return true;
    }

    void becameLive(long now) {
        underWay--;
        live++;
        liveNanos = now;
    }

    boolean isLive() {
        return live == readers.size();
    }

    void delivered(long now) {
        if (deliveries == 0) {
            firstNanos = now;
            cpuNanos = OwnCpu.nanos();
        }
        deliveries++;
        lastNanos = now;
    }

    /** The event came whose request has this number. */
    void timed(long number, long now) {
        long nanos = now - numbers.dueNanos(number);
        latencies.recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
    }

    long deliveries() {
        return deliveries;
    }

    /** A connection has ended; the first reason is kept. */
    void failed(IOException reason) {
        failure = failure == null ? reason.toString() : failure;
    }

    @Nullable
    String failure() {
        return failure;
    }

    /** That all are live. */
    ReadersResult connected() {
        return new ReadersResult(
                deliveries, 0, seconds(connectNanos, liveNanos), Latency.of(latencies), coresSince(connectNanos));
    }

    /** What has been delivered, of which nothing counts any more after this. */
    ReadersResult takeDelivered() {
        ReadersResult result = new ReadersResult(
                deliveries,
                seconds(firstNanos, lastNanos),
                seconds(connectNanos, lastNanos),
                Latency.of(latencies),
                coresSince(firstNanos));
        deliveries = 0;
        latencies.reset();
        return result;
    }

    void leave() throws IOException {
        for (Reader reader : readers) {
            reader.close();
        }
    }

    private double coresSince(long nanos) {
        return (double) (OwnCpu.nanos() - cpuNanos) / (System.nanoTime() - nanos);
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
