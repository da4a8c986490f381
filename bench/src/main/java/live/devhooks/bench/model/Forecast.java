package live.devhooks.bench.model;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A load on a deployment.
 *
 * @param perSecond webhooks a second, each with one reader
 * @param on what it runs on
 */
record Forecast(double perSecond, Deployment on) {

    /**
     * Webhooks a second that 10, 100 and 1,000 times as much is told from: 86 million a day, at which the time to a reader was measured, and an eighth of
     * what two cores take.
     */
    static final double REFERENCE = 1_000;

    /** Costs that were measured with most sources: more load comes from more sources. */
    private static final int SOURCES = 10_000;

    /** So many webhooks are enough of a cell, but not less or more than this takes. */
    private static final double WEBHOOKS = 60_000;

    private static final double LEAST_SECONDS = 0.2;
    private static final double MOST_SECONDS = 20;

    /** It keeps up that answers so much of what comes. */
    private static final double KEEPS_UP = 0.97;

    /** Each load on what gives out under it, and on what takes over. */
    static List<Forecast> all() {
        Deployment cell = Deployment.of(16, 16, 2);
        Deployment large = Deployment.of(128, 128, 16);
        return List.of(
                new Forecast(REFERENCE, Deployment.measured()),
                new Forecast(10 * REFERENCE, Deployment.measured()),
                new Forecast(10 * REFERENCE, Deployment.of(1, 4, 1).withWriters(1)),
                new Forecast(10 * REFERENCE, Deployment.of(1, 4, 1)),
                new Forecast(10 * REFERENCE, Deployment.of(2, 4, 1)),
                new Forecast(100 * REFERENCE, Deployment.of(16, 4, 2)),
                new Forecast(100 * REFERENCE, cell),
                new Forecast(1_000 * REFERENCE, large),
                new Forecast(1_000 * REFERENCE, large.withNats()),
                new Forecast(1_000 * REFERENCE, cell.times(10)));
    }

    static ServiceTimes times() throws IOException {
        return ServiceTimes.of(SOURCES);
    }

    /** What becomes of it. */
    Outcome play(long seed) throws IOException {
        double seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, WEBHOOKS * on.cells() / perSecond));
        return Simulation.of(times(), on, new Demand.Open(perSecond, 1), seconds, seed);
    }

    /** Whether that is enough. */
    boolean keepsUp(Outcome outcome) {
        return outcome.perSecond() >= KEEPS_UP * perSecond;
    }

    /** For the report. */
    String text(Outcome outcome) throws IOException {
        Limit first = Limit.first(times(), on);
        return String.format(
                Locale.ROOT,
                "%,.0f/s on %s: %s; first gives out: %s, at %,.0f/s",
                perSecond,
                on.name(),
                howItGoes(outcome),
                first.part(),
                first.perSecond());
    }

    private String howItGoes(Outcome outcome) {
        return keepsUp(outcome)
                ? String.format(
                        Locale.ROOT,
                        "p50 %.1f ms to the answer, %.1f ms to the reader",
                        outcome.p50(),
                        outcome.deliveredP50())
                : String.format(Locale.ROOT, "DOES NOT KEEP UP: answers %,.0f/s", outcome.perSecond());
    }
}
