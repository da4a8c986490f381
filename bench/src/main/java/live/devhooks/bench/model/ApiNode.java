package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** An api node: reads requests, gathers them into batches, of which so many are under way, and answers after their commit. */
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
        while (underWay < deployment.batchesInFlight() && !waiting.isEmpty()) {
            underWay++;
            // Half of it until the writer runs, in which more events may come; the other half on the way to the store
            // and back.
            clock.afterAbout(times.waitPerBatch() / 2, this::writeBatch);
        }
    }

    private void writeBatch() {
        List<Webhook> batch = new ArrayList<>();
        while (batch.size() < ServiceTimes.MAX_BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        if (batch.isEmpty()) {
            underWay--;
            return;
        }
        batches++;
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
