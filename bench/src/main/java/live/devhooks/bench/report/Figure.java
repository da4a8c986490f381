package live.devhooks.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A ratio that something is wanted of. It is taken round by round, of what was measured within the same seconds, and then their middle.
 *
 * @param name what is divided by what
 * @param ratios one of each round
 * @param bound on which side of the limit it should be
 * @param limit what is wanted
 */
public record Figure(String name, List<Double> ratios, Bound bound, double limit) {

    /** On which side of its limit a ratio should be. */
    public enum Bound {
        /** The limit or more. */
        AT_LEAST("≥"),
        /** The limit or less. */
        AT_MOST("≤"),
        /** The limit, in each round. */
        EXACTLY("=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** {@code one} divided by {@code other}. */
    public static Figure of(
            String name, Measured one, Measured other, ToDoubleFunction<Sample> value, Bound bound, double limit) {
        return new Figure(name, one.ratios(other, value), bound, limit);
    }

    /** The middle of the ratios and their ends. */
    public Spread spread() {
        return Spread.of(ratios);
    }

    /** Whether the middle is where it should be; or all, where they should be the limit itself. */
    public boolean holds() {
        double median = spread().median();
        return switch (bound) {
            case AT_LEAST -> median >= limit;
            case AT_MOST -> median <= limit;
            case EXACTLY -> ratios.stream().allMatch(ratio -> ratio == limit);
        };
    }

    /** What is wanted. */
    public String wanted() {
        return String.format(Locale.ROOT, "%s %.2f", bound.sign, limit);
    }
}
