package live.devhooks.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Value;

/**
 * A figure at several sizes, in each round. Its slope is the exponent with which it grows: that of the straight line that is nearest to the logarithms
 * of the figures over those of the sizes. 0 is flat; 1 is in proportion; -0.1 is a fifth less at ten times the size, and 37 % less at a hundred times.
 */
final class Curve {

    private final String name;
    private final String unit;
    private final Sizes sizes;
    private final Map<Integer, List<Double>> rounds = new TreeMap<>();

    /** Of which nothing is known yet. */
    Curve(String name, String unit, Sizes sizes) {
        this.name = name;
        this.unit = unit;
        this.sizes = sizes;
        sizes.all().forEach(size -> rounds.put(size, new ArrayList<>()));
    }

    /** A part of what was measured of contenders, one of each size. */
    static Curve of(String name, Sizes sizes, List<Measured> measured, ToDoubleFunction<Sample> part) {
        Curve curve = new Curve(name, "", sizes);
        for (int at = 0; at < measured.size(); at++) {
            for (Sample sample : measured.get(at).samples()) {
                curve.add(sizes.all().get(at), part.applyAsDouble(sample));
            }
        }
        return curve;
    }

    /** What it was at {@code size}, once more. */
    void add(int size, double figure) {
        rounds.computeIfAbsent(size, unknown -> new ArrayList<>()).add(figure);
    }

    /** The figures, one of each size. */
    List<Value> values() {
        return rounds.entrySet().stream()
                .map(one -> new Value(name + ", " + sizes.name(one.getKey()), unit, List.copyOf(one.getValue())))
                .toList();
    }

    /** The slope of each round; none where a figure was not above zero in every round, so that it has no logarithm. */
    List<Value> slope() {
        int played = rounds.values().stream().mapToInt(List::size).min().orElse(0);
        boolean isDefined = rounds.values().stream().flatMap(List::stream).allMatch(figure -> figure > 0);
        List<Double> slopes = new ArrayList<>();
        for (int round = 0; isDefined && round < played; round++) {
            slopes.add(slope(round));
        }
        return slopes.isEmpty()
                ? List.of()
                : List.of(new Value("slope of " + name + " over " + sizes.what(), "exponent", List.copyOf(slopes)));
    }

    private double slope(int round) {
        double sizeMean = mean(size -> Math.log(size));
        double figureMean = mean(size -> log(size, round));
        double common = mean(size -> (Math.log(size) - sizeMean) * (log(size, round) - figureMean));
        double spread = mean(size -> (Math.log(size) - sizeMean) * (Math.log(size) - sizeMean));
        return common / spread;
    }

    private double mean(ToDoubleFunction<Integer> of) {
        return rounds.keySet().stream().mapToDouble(of).average().orElseThrow();
    }

    private double log(int size, int round) {
        return Math.log(rounds.getOrDefault(size, List.of()).get(round));
    }
}
