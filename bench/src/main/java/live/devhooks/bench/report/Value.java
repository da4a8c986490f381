package live.devhooks.bench.report;

import java.util.List;

/**
 * Something that was measured and is no rate, such as how long something took.
 *
 * @param name what
 * @param unit in which
 * @param rounds the value in each round
 */
public record Value(String name, String unit, List<Double> rounds) {

    /** The middle and the ends. */
    public Spread spread() {
        return Spread.of(rounds);
    }
}
