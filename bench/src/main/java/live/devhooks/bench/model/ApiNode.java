package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** An api node: reads requests, gathers them into batches, of which so many may be on their way, and answers after their commit. */
final class ApiNode {

    /** What of a request's work is done before it is written, and what after. */
    private static final double BEFORE = 0.8;

    private final Clock clock;
    private final ServiceTimes times;
    private final Deployment deployment;
    private final Cores cores;
    private final Cores postgres;
    private final WalLine wal;
    private final Consumer<List<Webhook>> committed;
    private final Queue<Webhook> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean isGathering;
    private double lastBegin;
    private long batches;

    ApiNode(
            Clock clock,
            ServiceTimes times,
            Deployment deployment,
            Cores cores,
            Cores postgres,
            WalLine wal,
            Consumer<List<Webhook>> committed) {
        this.clock = clock;
        this.times = times;
        this.deployment = deployment;
        this.cores = cores;
        this.postgres = postgres;
        this.wal = wal;
        this.committed = committed;
    }

    void take(Webhook webhook) {
        cores.work(times.nodePerEvent() * BEFORE, () -> {
            waiting.add(webhook);
            write();
        });
    }

    /** How many it has written. */
    long batches() {
        return batches;
    }

    private void write() {
        while (!waiting.isEmpty() && mayBegin()) {
            underWay++;
            isGathering = true;
            // Half of it until the writer runs, in which more events may come; the other half on the way to the store
            // and back.
            clock.afterAbout(times.waitPerBatch() / 2, this::writeBatch);
        }
    }

    /** A further batch beside one that is on its way is to be full, or the last one takes its time. */
    private boolean mayBegin() {
        return !isGathering
                && (underWay == 0
                        || (underWay < deployment.writers()
                                && (waiting.size() >= ServiceTimes.MAX_BATCH
                                        || clock.now() - lastBegin >= ServiceTimes.FURTHER_BATCH_AFTER)));
    }

    private void writeBatch() {
        List<Webhook> batch = new ArrayList<>();
        while (batch.size() < ServiceTimes.MAX_BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        isGathering = false;
        lastBegin = clock.now();
        if (batch.isEmpty()) {
            underWay--;
            return;
        }
        batches++;
        write();
        double store = times.storePerBatch() + times.storePerEvent() * batch.size();
        cores.workFirst(
                times.nodePerBatch(),
                () -> postgres.workFirst(
                        store,
                        () -> wal.commit(
                                batch.size(), () -> clock.afterAbout(times.waitPerBatch() / 2, () -> end(batch)))));
    }

    private void end(List<Webhook> batch) {
        underWay--;
        committed.accept(batch);
        batch.forEach(one -> cores.work(times.nodePerEvent() * (1 - BEFORE), one.answered()));
        write();
    }
}
