package live.devhooks.bench.report;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import live.devhooks.bench.load.Latency;
import live.devhooks.bench.stage.Machine;

/** A report as text for a terminal. */
public final class ReportTable {

    private static final String MEASURED = "%-46s %9s  %-19s %9s %9s  %s%n";
    private static final String FIGURE = "%-62s %7s  %-15s %8s  %s%n";

    private final StringBuilder text = new StringBuilder();

    private ReportTable() {}

    /** The text, of several lines. */
    public static String of(Report report) {
        return new ReportTable().write(report);
    }

    private String write(Report report) {
        text.append("%n%s, %s, commit %s%n".formatted(report.scenario(), report.at(), report.commit()));
        write(report.machine());
        text.append(MEASURED.formatted("", "a second", "min … max", "p50 ms", "p99 ms", "cores busy"));
        report.measured().forEach(this::write);
        text.append(FIGURE.formatted("", "median", "min … max", "wanted", ""));
        report.values().forEach(this::write);
        report.figures().forEach(this::write);
        report.profiles().forEach(this::write);
        text.append('\n');
        report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private void write(Machine machine) {
        text.append("%s cores of %s, %s MiB, %s, JDK %s, fdatasync %s µs, load before %s%n%n"
                .formatted(
                        machine.cores(),
                        machine.processor(),
                        machine.memoryMebibytes(),
                        machine.system(),
                        machine.java(),
                        whole(machine.fdatasyncMicros()),
                        number(machine.load())));
    }

    private void write(Measured measured) {
        Spread perSecond = measured.perSecond();
        text.append(MEASURED.formatted(
                measured.name(),
                whole(perSecond.median()),
                whole(perSecond.min()) + " … " + whole(perSecond.max()),
                millis(measured, Latency::p50),
                millis(measured, Latency::p99),
                cores(measured.cores())));
    }

    private void write(Value value) {
        text.append(FIGURE.formatted(
                value.name(), number(value.spread().median()), ends(value.spread()), value.unit(), ""));
    }

    private void write(Figure figure) {
        text.append(FIGURE.formatted(
                figure.name(),
                number(figure.spread().median()),
                ends(figure.spread()),
                figure.wanted(),
                figure.holds() ? "holds" : "DOES NOT HOLD"));
    }

    private void write(Profile profile) {
        text.append("%n%s: where its processor time went, by %,d samples; all stacks are in %s%n"
                .formatted(profile.process(), profile.samples(), profile.flameGraph()));
        profile.steps().forEach(step -> text.append("%-62s %7s%n".formatted(step.name(), percent(step.share()))));
    }

    private static String ends(Spread spread) {
        return number(spread.min()) + " … " + number(spread.max());
    }

    private static String millis(Measured measured, ToDoubleFunction<Latency> part) {
        return measured.latency(part).map(spread -> number(spread.median())).orElse("");
    }

    private static String cores(Map<String, Double> cores) {
        return cores.entrySet().stream()
                .map(one -> one.getKey() + " " + number(one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
