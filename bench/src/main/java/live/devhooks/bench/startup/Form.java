package live.devhooks.bench.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.stage.Workplace;

/** A form in which a node is started, and what its starts were like. */
final class Form {

    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

    private final String name;
    private final List<String> command;
    private final List<MeasuredStart> starts = new ArrayList<>();

    /**
     * None of whose starts has been measured yet.
     *
     * @param command that starts it
     */
    Form(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    String name() {
        return name;
    }

    /** Starts it once more. */
    MeasuredStart start(Workplace place) throws IOException {
        MeasuredStart start = MeasuredStart.of(name.replaceAll("\\W+", "-"), command, place.logs());
        starts.add(start);
        return start;
    }

    /** From its command until it was ready, in milliseconds, in each round. */
    List<Double> millis() {
        return starts.stream().map(MeasuredStart::millis).toList();
    }

    /** What it kept at rest, in KiB, in each round. */
    List<Double> resident() {
        return starts.stream().map(start -> (double) start.memory().resident()).toList();
    }

    /** For the report. */
    List<Value> values() {
        List<Double> own = starts.stream()
                .map(start -> (double) start.memory().anonymous())
                .toList();
        return List.of(
                new Value(name + ": start to ready", "ms", millis()),
                new Value(name + ": resident at rest", "MiB", mebibytes(resident())),
                new Value(name + ": of that no file's", "MiB", mebibytes(own)));
    }

    private static List<Double> mebibytes(List<Double> kibibytes) {
        return kibibytes.stream().map(value -> value / KIBIBYTES_PER_MEBIBYTE).toList();
    }
}
