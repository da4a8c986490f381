package live.devhooks.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that was measured and is no rate, such as how long something took.
 *
 * @param name what
 * @param unit in which
 * @param rounds the value in each round
 */
public record Value(String name, String unit, List<Double> rounds) {

    /** {@code one} divided by {@code other}, of which nothing is wanted but to be known. */
    public static Value ofRatios(String name, Measured one, Measured other, ToDoubleFunction<Sample> value) {
        return new Value(name, "times", one.ratios(other, value));
    }

    /** The middle and the ends. */
    public Spread spread() {
        return Spread.of(rounds);
    }
}
