package live.devhooks.bench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.devhooks.bench.load.Latency;
import org.HdrHistogram.Histogram;

/** One play of the queues: a deployment's nodes in front of one PostgreSQL, under some demand. The same seed gives the same outcome. */
final class Simulation {

    /** For so much of the time that is counted, it has gone on before. */
    private static final double BEGINNING = 0.25;

    private static final double MICROS_PER_SECOND = 1e6;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final Clock clock;
    private final ServiceTimes times;
    private final Deployment deployment;
    private final Demand demand;
    private final Random random;
    private final Cores postgres;
    private final List<ApiNode> apis = new ArrayList<>();
    private final List<FeedNode> feeds = new ArrayList<>();
    private final Histogram answers = new Histogram(MOST_NANOS, 3);
    private final Histogram deliveries = new Histogram(MOST_NANOS, 3);
    private double begin;
    private long taken;

    private Simulation(ServiceTimes times, Deployment deployment, Demand demand, long seed) {
        this.times = times;
        this.deployment = deployment;
        this.demand = demand;
        this.random = new Random(seed);
        this.clock = new Clock(random);
        this.postgres = new Cores(clock, deployment.postgresCores());
        WalLine wal = new WalLine(clock, times, deployment);
        for (int node = 0; node < deployment.apiNodes(); node++) {
            apis.add(new ApiNode(clock, times, deployment, own(deployment.apiCores()), postgres, wal, this::wake));
        }
        for (int node = 0; node < deployment.feedNodes(); node++) {
            feeds.add(new FeedNode(clock, times, own(deployment.feedCores()), postgres, this::delivered));
        }
    }

    /** Simulates so many seconds, after a beginning that is not counted; of several cells one, with its part of the demand. */
    static Outcome of(ServiceTimes times, Deployment deployment, Demand demand, double seconds, long seed) {
        return new Simulation(times, deployment, demand, seed).run(seconds);
    }

    private Cores own(int cores) {
        return deployment.isShared() ? postgres : new Cores(clock, cores);
    }

    private Outcome run(double seconds) {
        begin = BEGINNING * seconds * MICROS_PER_SECOND;
        if (demand instanceof Demand.Closed closed) {
            for (int connection = 0; connection < closed.connections(); connection++) {
                send(this::sendAgain);
            }
        } else if (demand instanceof Demand.Open open) {
            sendNext(open.perSecond() / deployment.cells());
        }
        clock.runUntil(begin + seconds * MICROS_PER_SECOND);
        Latency answered = Latency.of(answers);
        Latency delivered = Latency.of(deliveries);
        double batches = apis.stream().mapToLong(ApiNode::batches).sum();
        double rounds = feeds.stream().mapToLong(FeedNode::rounds).sum();
        return new Outcome(
                answers.getTotalCount() / seconds * deployment.cells(),
                answered.p50(),
                answered.p99(),
                delivered.p50(),
                delivered.p99(),
                taken / batches,
                rounds == 0 ? 0 : taken / rounds);
    }

    private void sendAgain() {
        send(this::sendAgain);
    }

    private void sendNext(double perSecond) {
        send(() -> {});
        clock.afterAbout(MICROS_PER_SECOND / perSecond, () -> sendNext(perSecond));
    }

    private void send(Runnable then) {
        double since = clock.now();
        ApiNode node = apis.get(random.nextInt(apis.size()));
        Webhook webhook = new Webhook(
                since,
                () -> loaded(() -> {
                    record(answers, since);
                    then.run();
                }));
        loaded(() -> node.take(webhook));
    }

    /** The load generator works for half of what a webhook costs it, where it is on the same cores. */
    private void loaded(Runnable then) {
        if (deployment.isShared()) {
            postgres.work(times.loadPerEvent() / 2, then);
        } else {
            then.run();
        }
    }

    private void wake(List<Webhook> batch) {
        taken += batch.size();
        if (demand instanceof Demand.Open open && open.readers() > 0) {
            batch.forEach(one -> feeds.get(random.nextInt(feeds.size())).wake(one));
        }
    }

    private void delivered(Webhook webhook) {
        record(deliveries, webhook.since());
    }

    private void record(Histogram to, double since) {
        if (clock.now() >= begin) {
            to.recordValue(Math.min(MOST_NANOS, Math.round((clock.now() - since) * 1e3)));
        }
    }
}
