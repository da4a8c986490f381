package live.devhooks.bench.load;

import org.HdrHistogram.Histogram;

/**
 * How long answers took, in milliseconds. Where requests were due at given times, each counts from the time at which it was due and not
 * from when it could be sent.
 */
public record Latency(double p50, double p90, double p99, double p999, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Of nanoseconds. */
    public static Latency of(Histogram nanos) {
        return new Latency(
                at(nanos, 50),
                at(nanos, 90),
                at(nanos, 99),
                at(nanos, 99.9),
                nanos.getTotalCount() == 0 ? 0 : nanos.getMaxValue() / NANOS_PER_MILLI);
    }

    private static double at(Histogram nanos, double percent) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}
