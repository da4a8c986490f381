package live.devhooks.bench.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * Repeats something until it is warm: until its rate in two windows, one after the other, was nearly the same. A JVM under full load stands
 * still for a while on its way, when its compiler gets little of the processors: two alike are believed only after many.
 *
 * @param window how long one takes
 * @param leastWindows before which no two are believed, at least 2
 * @param maxWindows after which it is left at that
 * @param tolerance part by which the two may differ
 */
public record WarmUp(Duration window, int leastWindows, int maxWindows, double tolerance) {

    /**
     * How it went.
     *
     * @param perSecond the rate in the last window
     * @param windows how many there were
     * @param difference between the last two, as a part of the last
     * @param isWarm whether that was within the tolerance
     */
    public record Outcome(double perSecond, int windows, double difference, boolean isWarm) {

        /** For the report. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%s after %d windows, of which the last two differed by %.0f %%",
                    isWarm ? "warm" : "NOT WARM",
                    windows,
                    difference * 100);
        }
    }

    /** Repeats it. */
    public Outcome repeat(Contender contender) throws IOException, SQLException {
        double before = 0;
        double rate = contender.round(window).perSecond();
        int windows = 1;
        while (windows < maxWindows && (windows < leastWindows || difference(before, rate) > tolerance)) {
            before = rate;
            rate = contender.round(window).perSecond();
            windows++;
        }
        double difference = difference(before, rate);
        return new Outcome(rate, windows, difference, windows >= leastWindows && difference <= tolerance);
    }

    private static double difference(double before, double rate) {
        return Math.abs(rate - before) / rate;
    }
}
