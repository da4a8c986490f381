package live.devhooks.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Carries out an order of payments, in one thread: what is due next is sent, and a payer who was told "not yet" is due again after the interval. */
final class PayersRun {

    private static final long SEED = 20_261_127;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;
    private static final long SELECT_MILLIS = 1;
    private static final int THERE = 200;
    private static final int NOT_YET = 404;

    private final PayersOrder order;
    private final PaymentRequests requests;
    private final long interval;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::at));
    private final ArrayDeque<LoadConnection> idle = new ArrayDeque<>();
    private final Histogram latencies = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private long questions;
    private long known;

    PayersRun(PayersOrder order, UniqueNumbers numbers) {
        this.order = order;
        this.requests = new PaymentRequests(order, numbers);
        this.interval = TimeUnit.MILLISECONDS.toNanos(order.intervalMillis());
    }

    /**
     * Something to be sent.
     *
     * @param at nanoseconds after the beginning
     * @param payment which it is about
     * @param isWebhook whether it is the webhook, and no question
     */
    private record Step(long at, int payment, boolean isWebhook) {

        Step again(long later) {
            return new Step(at + later, payment, false);
        }
    }

    PayersResult run() throws IOException {
        List<LoadConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int made = 0; made < order.connections(); made++) {
                connections.add(new LoadConnection(selector, LoadRun.loopback(order.base()), requests.maxLength()));
            }
            idle.addAll(connections);
            plan();
            run(selector);
            return new PayersResult(order.payments(), questions, Latency.of(latencies));
        } finally {
            for (LoadConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** The first webhook is due when its payer has had one interval to ask in. */
    private void plan() {
        for (int payment = 0; payment < order.payments(); payment++) {
            steps.add(new Step(dueAt(payment), payment, true));
            steps.add(new Step(dueAt(payment) - interval + random.nextLong(interval), payment, false));
        }
    }

    private long dueAt(int payment) {
        return interval + (long) (payment * 1e9 / order.perSecond());
    }

    private void run(Selector selector) throws IOException {
        long begin = System.nanoTime();
        long latest = TimeUnit.MILLISECONDS.toNanos(order.wholeMillis()) + GRACE_NANOS;
        while (known < order.payments()) {
            long now = System.nanoTime() - begin;
            if (now > latest) {
                throw new IOException(
                        "%d of %d payers do not know".formatted(order.payments() - known, order.payments()));
            }
            sendDue(now);
            selector.select(key -> proceed(key, begin), SELECT_MILLIS);
        }
    }

    private void sendDue(long now) throws IOException {
        for (Step next = steps.peek(); next != null && next.at <= now && !idle.isEmpty(); next = steps.peek()) {
            steps.remove();
            questions += next.isWebhook ? 0 : 1;
            LoadConnection connection = idle.remove();
            connection.about(next);
            connection.send(requests.of(next.payment, next.isWebhook), next.at);
        }
    }

    private void proceed(SelectionKey key, long begin) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            int status = connection.proceed();
            if (status > 0) {
                answered((Step) connection.about(), status, System.nanoTime() - begin);
                if (connection.isOver()) {
                    connection.reopen();
                }
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answered(Step step, int status, long now) throws IOException {
        if (status != THERE && (step.isWebhook || status != NOT_YET)) {
            throw new IOException("a payment was answered " + status);
        }
        if (step.isWebhook) {
            return;
        }
        if (status == THERE) {
            known++;
            latencies.recordValue(Math.min(Math.max(now - dueAt(step.payment), 0), LONGEST_NANOS));
        } else {
            steps.add(step.again(interval));
        }
    }
}
