package live.devhooks.bench.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a part of a deployment takes at most, if all others take any number: batches and rounds are full then.
 *
 * @param part which
 * @param perSecond webhooks a second, each with one reader, of all cells together
 */
record Limit(String part, double perSecond) {

    private static final double MICROS_PER_SECOND = 1e6;

    /** That of the part which gives out first. */
    static Limit first(ServiceTimes times, Deployment on) {
        return of(times, on).stream()
                .min(Comparator.comparingDouble(Limit::perSecond))
                .orElseThrow();
    }

    /** Those of all parts. */
    static List<Limit> of(ServiceTimes times, Deployment on) {
        double api = times.nodePerEvent() + times.nodePerBatch() / ServiceTimes.MAX_BATCH;
        double store = times.storePerEvent()
                + times.storePerBatch() / ServiceTimes.MAX_BATCH
                + times.storePerRead()
                + times.storePerRound() / ServiceTimes.STREAMS_AT_ONCE;
        double feed = times.feedPerDelivery() + times.feedPerRound() / ServiceTimes.STREAMS_AT_ONCE;
        List<Limit> limits = new ArrayList<>();
        if (on.isShared()) {
            limits.add(limit(
                    "the cores that all share", on, on.postgresCores(), api + store + feed + times.loadPerEvent()));
        } else {
            limits.add(limit("cores of api nodes", on, (double) on.apiNodes() * on.apiCores(), api));
            limits.add(limit("PostgreSQL's cores", on, on.postgresCores(), store));
            limits.add(limit("cores of realtime nodes", on, (double) on.feedNodes() * on.feedCores(), feed));
        }
        limits.add(limit("writers", on, (double) on.apiNodes() * on.writers(), batch(times, on)));
        limits.add(limit(on.isSerial() ? "commits, one at a time" : "the disk of the WAL", on, 1, wal(times, on)));
        return limits;
    }

    private static Limit limit(String part, Deployment on, double number, double microsPerEvent) {
        return new Limit(part, on.cells() * number * MICROS_PER_SECOND / microsPerEvent);
    }

    /** An event's part of the time of a full batch, when nothing else keeps it waiting. */
    private static double batch(ServiceTimes times, Deployment on) {
        double whole = times.waitPerBatch()
                + times.nodePerBatch()
                + times.storePerBatch()
                + on.syncMicros()
                + times.walMicros(ServiceTimes.MAX_BATCH, on);
        return whole / ServiceTimes.MAX_BATCH + times.storePerEvent();
    }

    private static double wal(ServiceTimes times, Deployment on) {
        return times.walMicros(1, on) + (on.isSerial() ? on.syncMicros() / ServiceTimes.MAX_BATCH : 0);
    }
}
