package live.devhooks.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import live.devhooks.bench.load.Latency;

/**
 * The rounds of one contender.
 *
 * @param name what it is
 * @param samples one of each round, in their order
 */
public record Measured(String name, List<Sample> samples) {

    /** The rate. */
    public Spread perSecond() {
        return spread(Sample::perSecond);
    }

    /** A part of the latency, where that was measured. */
    public Optional<Spread> latency(ToDoubleFunction<Latency> part) {
        List<Double> values = samples.stream()
                .map(Sample::latency)
                .filter(latency -> latency != null)
                .map(part::applyAsDouble)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** The median of the cores that each of those at work kept busy. */
    public Map<String, Double> cores() {
        Map<String, Double> cores = new LinkedHashMap<>();
        for (String name : samples.get(0).cores().keySet()) {
            cores.put(
                    name,
                    spread(sample -> sample.cores().getOrDefault(name, 0.0)).median());
        }
        return cores;
    }

    private Spread spread(ToDoubleFunction<Sample> value) {
        return Spread.of(samples.stream().map(value::applyAsDouble).toList());
    }

    /** A part of this divided by the same of {@code other}, round by round. */
    List<Double> ratios(Measured other, ToDoubleFunction<Sample> value) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < samples.size(); round++) {
            ratios.add(value.applyAsDouble(samples.get(round)) / value.applyAsDouble(other.samples.get(round)));
        }
        return List.copyOf(ratios);
    }
}
