package live.devhooks.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts answers and measures their latencies. */
final class Tally {

    private static final long FINEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;
    private static final int MOST_STATUSES = 1_000;

    private final long[] statuses = new long[MOST_STATUSES];
    private final Histogram nanos = new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    private long broken;
    private long unsent;
    private long inTime;

    /** One was answered. */
    void answered(int status, long latency, boolean isInTime) {
        statuses[status]++;
        record(latency);
        if (isInTime) {
            inTime++;
        }
    }

    /** The connection of one ended before its answer. */
    void broke() {
        broken++;
    }

    /** One was due and could not be sent, for so long. */
    void unsent(long latency) {
        unsent++;
        record(latency);
    }

    private void record(long latency) {
        nanos.recordValue(Math.min(Math.max(latency, 0), LONGEST_NANOS));
    }

    LoadResult result(long unanswered, double seconds, double cores) {
        Map<String, Long> counts = new TreeMap<>();
        for (int status = 0; status < MOST_STATUSES; status++) {
            if (statuses[status] > 0) {
                counts.put(Integer.toString(status), statuses[status]);
            }
        }
        return new LoadResult(counts, broken, unanswered, unsent, seconds, inTime / seconds, Latency.of(nanos), cores);
    }
}
