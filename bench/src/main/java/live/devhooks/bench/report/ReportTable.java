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
    private static final String VALUE = "%-46s %9s  %s … %s %s%n";
    private static final String FIGURE = "%-62s %7s  %-15s %8s  %s%n";

    private final StringBuilder text = new StringBuilder();

    private ReportTable() {}

    /** The text, of several lines. */
    public static String of(Report report) {
        return new ReportTable().write(report);
    }

    private String write(Report report) {
        Machine machine = report.machine();
        line("%n%s, %s, commit %s%n", report.scenario(), report.at(), report.commit());
        line(
                "%d cores of %s, %d MiB, %s, JDK %s, fdatasync %.0f µs, load before %.1f%n%n",
                machine.cores(),
                machine.processor(),
                machine.memoryMebibytes(),
                machine.system(),
                machine.java(),
                machine.fdatasyncMicros(),
                machine.load());
        line(MEASURED, "", "a second", "min … max", "p50 ms", "p99 ms", "cores busy");
        report.measured().forEach(this::write);
        report.values().forEach(this::write);
        line("%n");
        line(FIGURE, "", "median", "min … max", "wanted", "");
        report.figures().forEach(this::write);
        line("%n");
        report.notes().forEach(note -> line("- %s%n", note));
        return text.toString();
    }

    private void write(Measured measured) {
        line(
                MEASURED,
                measured.name(),
                whole(measured.perSecond().median()),
                whole(measured.perSecond().min()) + " … "
                        + whole(measured.perSecond().max()),
                millis(measured, Latency::p50),
                millis(measured, Latency::p99),
                cores(measured.cores()));
    }

    private void write(Value value) {
        Spread spread = value.spread();
        line(VALUE, value.name(), number(spread.median()), number(spread.min()), number(spread.max()), value.unit());
    }

    private void write(Figure figure) {
        Spread spread = figure.spread();
        line(
                FIGURE,
                figure.name(),
                number(spread.median()),
                number(spread.min()) + " … " + number(spread.max()),
                figure.wanted(),
                figure.holds() ? "holds" : "DOES NOT HOLD");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private static String millis(Measured measured, ToDoubleFunction<Latency> part) {
        return measured.latency(part)
                .map(spread -> String.format(Locale.ROOT, "%.2f", spread.median()))
                .orElse("");
    }

    private static String cores(Map<String, Double> cores) {
        return cores.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%s %.2f", one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
