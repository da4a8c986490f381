package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Where transactions wait for the disk. With NOTIFY one at a time, of all nodes: PostgreSQL has them hold a lock until they are durable, so that
 * notifications come in the order of commits. Without it, all that wait go together.
 */
final class WalLine {

    private final Clock clock;
    private final ServiceTimes times;
    private final Deployment deployment;
    private final Queue<Commit> waiting = new ArrayDeque<>();
    private boolean isBusy;

    WalLine(Clock clock, ServiceTimes times, Deployment deployment) {
        this.clock = clock;
        this.times = times;
        this.deployment = deployment;
    }

    /** A transaction of so many events. */
    private record Commit(int events, Runnable then) {}

    void commit(int events, Runnable then) {
        waiting.add(new Commit(events, then));
        if (!isBusy) {
            begin();
        }
    }

    private void begin() {
        List<Commit> together = new ArrayList<>();
        int events = 0;
        for (Commit next = waiting.poll(); next != null; next = deployment.isSerial() ? null : waiting.poll()) {
            together.add(next);
            events += next.events;
        }
        if (!together.isEmpty()) {
            isBusy = true;
            double micros = deployment.syncMicros() + times.walMicros(events, deployment);
            clock.after(micros, () -> end(together));
        }
    }

    private void end(List<Commit> done) {
        isBusy = false;
        done.forEach(commit -> commit.then.run());
        if (!isBusy) {
            begin();
        }
    }
}
