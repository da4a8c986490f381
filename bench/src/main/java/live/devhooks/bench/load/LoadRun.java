package live.devhooks.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out one order, in one thread: a selector wakes it where answers come, and each answer sends the next request that is due. Where
 * requests are due at given times it looks at least every {@value #LOOK_NANOS} ns, which is as much as a latency may be overstated.
 */
final class LoadRun {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_NANOS = 100_000;
    private static final long SELECT_MILLIS = 10;
    private static final int MAX_REOPENED = 10_000;

    private final LoadOrder order;
    private final Requests requests;
    private final InetSocketAddress address;
    private final Tally tally = new Tally();
    private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
    private int reopened;
    private long end;
    private volatile boolean isStopped;

    /** Refuses every address but those of this machine. */
    LoadRun(LoadOrder order, UniqueNumbers numbers) throws IOException {
        this.order = order;
        this.requests = new Requests(order, numbers);
        this.address = loopback(order.base());
    }

    /** Where a server is; fails where that is not this machine. */
    static InetSocketAddress loopback(URI base) throws IOException {
        InetAddress host = InetAddress.getByName(base.getHost());
        if (!host.isLoopbackAddress()) {
            throw new IOException("load goes to loopback only, and not to " + base.getHost());
        }
        return new InetSocketAddress(host, base.getPort());
    }

    /** Sends nothing from now on; {@link #run} returns when what is under way has been answered. */
    void stop() {
        isStopped = true;
    }

    LoadResult run() throws IOException {
        try (Selector selector = Selector.open()) {
            List<LoadConnection> connections = connect(selector);
            try {
                return run(selector);
            } finally {
                for (LoadConnection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private List<LoadConnection> connect(Selector selector) throws IOException {
        List<LoadConnection> connections = new ArrayList<>();
        for (int made = 0; made < order.connections(); made++) {
            connections.add(new LoadConnection(selector, address, requests.maxLength()));
        }
        idle.addAll(connections);
        return connections;
    }

    private LoadResult run(Selector selector) throws IOException {
        long cpuBefore = OwnCpu.nanos();
        long begin = System.nanoTime();
        end = begin + TimeUnit.MILLISECONDS.toNanos(order.millis());
        Pace pace = order.perSecond() == 0 ? new Pace.Closed(end) : new Pace.Open(begin, end, order.perSecond());
        long now = begin;
        while (!isDone(pace, now) && now - end < GRACE_NANOS) {
            sendDue(pace);
            await(selector, pace);
            now = System.nanoTime();
            stopWhereTold(pace, now);
        }
        long unanswered = (long) order.connections() - idle.size();
        countUnsent(pace, now);
        double cores = (double) (OwnCpu.nanos() - cpuBefore) / (now - begin);
        return tally.result(unanswered, (end - begin) / 1e9, cores);
    }

    private boolean isDone(Pace pace, long now) {
        return pace.isOver(now) && idle.size() == order.connections();
    }

    private void stopWhereTold(Pace pace, long now) {
        if (isStopped && now - end < 0) {
            end = now;
            pace.end(now);
        }
    }

    private void sendDue(Pace pace) throws IOException {
        long now = System.nanoTime();
        while (!idle.isEmpty() && pace.isDue(now)) {
            LoadConnection connection = idle.remove();
            send(connection, pace.take(now));
            now = System.nanoTime();
        }
    }

    private void send(LoadConnection connection, long countsSince) throws IOException {
        try {
            connection.send(requests, countsSince);
        } catch (IOException e) {
            breaks(connection);
        }
    }

    /** Waits for an answer, but where requests become due meanwhile, not for long. */
    private void await(Selector selector, Pace pace) throws IOException {
        long untilNext = pace.untilNext(System.nanoTime());
        boolean mustSend = pace instanceof Pace.Open && !idle.isEmpty() && untilNext < TimeUnit.MILLISECONDS.toNanos(2);
        if (!mustSend) {
            selector.select(this::proceed, idle.isEmpty() ? SELECT_MILLIS : 1);
        } else if (selector.selectNow(this::proceed) == 0 && untilNext > 0) {
            LockSupport.parkNanos(Math.min(untilNext, LOOK_NANOS));
        }
    }

    private void proceed(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            int status = connection.proceed();
            if (status > 0) {
                answered(connection, status);
            }
        } catch (IOException e) {
            breaks(connection);
        }
    }

    private void answered(LoadConnection connection, int status) throws IOException {
        long now = System.nanoTime();
        tally.answered(status, now - connection.since(), now - end < 0);
        if (connection.isOver()) {
            reopen(connection);
        }
        idle.add(connection);
    }

    /** An idle connection that the server ends is opened again; a request on it is lost. */
    private void breaks(LoadConnection connection) {
        if (!idle.contains(connection)) {
            tally.broke();
            idle.add(connection);
        }
        try {
            reopen(connection);
        } catch (IOException e) {
            throw new IllegalStateException("the server is gone: " + e, e);
        }
    }

    private void reopen(LoadConnection connection) throws IOException {
        reopened++;
        if (reopened > MAX_REOPENED) {
            throw new IOException("the server has ended " + MAX_REOPENED + " connections");
        }
        connection.reopen();
    }

    private void countUnsent(Pace pace, long now) {
        if (pace instanceof Pace.Open) {
            while (pace.isDue(now)) {
                tally.unsent(now - pace.take(now));
            }
        }
    }
}
