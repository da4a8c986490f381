package live.devhooks.bench.report;

import java.util.Map;
import live.devhooks.bench.load.Latency;
import org.jspecify.annotations.Nullable;

/**
 * What one round of one contender came to.
 *
 * @param perSecond answers or transactions in a second
 * @param latency how long answers took, where that was measured
 * @param cores how many processor cores each of those at work kept busy
 */
public record Sample(double perSecond, @Nullable Latency latency, Map<String, Double> cores) {

    /** Of which only the rate is known. */
    public static Sample ofRate(double perSecond) {
        return new Sample(perSecond, null, Map.of());
    }

    /** The latency that half of the answers had at most, in milliseconds. */
    public double p50() {
        if (latency == null) {
            throw new IllegalStateException("its latency was not measured");
        }
        return latency.p50();
    }

    /** The latency that 99 of 100 answers had at most, in milliseconds. */
    public double p99() {
        if (latency == null) {
            throw new IllegalStateException("its latency was not measured");
        }
        return latency.p99();
    }
}
