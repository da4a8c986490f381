package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A realtime node: a few threads read what is new, of many streams together, and write it to readers. */
final class FeedNode {

    private final Clock clock;
    private final ServiceTimes times;
    private final Cores cores;
    private final Cores postgres;
    private final Consumer<Webhook> delivered;
    private final Queue<Webhook> waiting = new ArrayDeque<>();
    private int underWay;
    private long rounds;

    FeedNode(Clock clock, ServiceTimes times, Cores cores, Cores postgres, Consumer<Webhook> delivered) {
        this.clock = clock;
        this.times = times;
        this.cores = cores;
        this.postgres = postgres;
        this.delivered = delivered;
    }

    /** Something has been stored that it has readers of. */
    void wake(Webhook stored) {
        waiting.add(stored);
        if (underWay < ServiceTimes.FEED_READERS) {
            underWay++;
            clock.afterAbout(times.waitPerRound(), this::read);
        }
    }

    /** How many rounds of reading there were. */
    long rounds() {
        return rounds;
    }

    private void read() {
        List<Webhook> round = new ArrayList<>();
        while (round.size() < ServiceTimes.STREAMS_AT_ONCE && !waiting.isEmpty()) {
            round.add(waiting.remove());
        }
        if (round.isEmpty()) {
            underWay--;
            return;
        }
        rounds++;
        double store = times.storePerRound() + times.storePerRead() * round.size();
        double node = times.feedPerRound() + times.feedPerDelivery() * round.size();
        postgres.workFirst(store, () -> cores.workFirst(node, () -> end(round)));
    }

    private void end(List<Webhook> round) {
        round.forEach(delivered);
        read();
    }
}
