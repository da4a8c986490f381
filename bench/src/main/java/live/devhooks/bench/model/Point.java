package live.devhooks.bench.model;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that was measured (docs/operations/capacity.md), and which part of a simulation's outcome it is beside.
 *
 * @param name what
 * @param unit in which
 * @param measured the value
 * @param sources that webhooks came for
 * @param demand as it was
 * @param part of the outcome
 */
record Point(String name, String unit, double measured, int sources, Demand demand, ToDoubleFunction<Outcome> part) {

    /** A simulated value may be so much larger or smaller, as a factor, and still be believed. */
    static final double BAND = 1.2;

    private static final double SECONDS = 4;

    /** All that are compared: webhooks of 2026-11-25, the time to a reader of 2026-11-27 and, at 200 a second, of 2026-11-26. */
    static List<Point> all() {
        Demand full = new Demand.Closed(64);
        return List.of(
                new Point("64 connections, 1,000 sources", "/s", 7_735, 1_000, full, Outcome::perSecond),
                new Point("64 connections, 1,000 sources, p50", "ms", 7.0, 1_000, full, Outcome::p50),
                new Point("half of that rate, p50", "ms", 3.1, 1_000, new Demand.Open(3_863, 0), Outcome::p50),
                new Point("64 connections, 10 sources", "/s", 9_176, 10, full, Outcome::perSecond),
                new Point("64 connections, 10 sources, p50", "ms", 6.2, 10, full, Outcome::p50),
                new Point("64 connections, 10,000 sources", "/s", 6_112, 10_000, full, Outcome::perSecond),
                new Point("64 connections, 10,000 sources, p50", "ms", 10, 10_000, full, Outcome::p50),
                new Point(
                        "to a reader at 1,000/s, p50",
                        "ms",
                        3.68,
                        1_000,
                        new Demand.Open(1_000, 1),
                        Outcome::deliveredP50),
                new Point(
                        "to a reader at 200/s, p50",
                        "ms",
                        3.29,
                        1_000,
                        new Demand.Open(200, 1),
                        Outcome::deliveredP50));
    }

    /** The value in a simulation. */
    double simulated(long seed) throws IOException {
        return part.applyAsDouble(
                Simulation.of(ServiceTimes.of(sources), Deployment.measured(), demand, SECONDS, seed));
    }

    /** The larger of two values, divided by the smaller. */
    double factor(double simulated) {
        return Math.max(simulated, measured) / Math.min(simulated, measured);
    }
}
