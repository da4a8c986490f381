package live.devhooks.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.load.Latency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as JSON, in a file named by its time and its scenario. */
public final class ReportFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

    private ReportFile() {}

    /** Rounds of one contender. */
    private record MeasuredJson(
            String name,
            Spread perSecond,
            @Nullable Spread p50Millis,
            @Nullable Spread p99Millis,
            List<Sample> samples) {

        static MeasuredJson of(Measured measured) {
            return new MeasuredJson(
                    measured.name(),
                    measured.perSecond(),
                    measured.latency(Latency::p50).orElse(null),
                    measured.latency(Latency::p99).orElse(null),
                    measured.samples());
        }
    }

    /** A ratio. */
    private record FigureJson(String name, Spread ratio, String wanted, boolean holds, List<Double> ratios) {

        static FigureJson of(Figure figure) {
            return new FigureJson(figure.name(), figure.spread(), figure.wanted(), figure.holds(), figure.ratios());
        }
    }

    /** What is no rate. */
    private record ValueJson(String name, String unit, Spread value, List<Double> rounds) {

        static ValueJson of(Value value) {
            return new ValueJson(value.name(), value.unit(), value.spread(), value.rounds());
        }
    }

    /** Without its end: others that belong to it begin with the same. */
    public static String name(Report report) {
        return TIME.format(report.at()) + "-" + report.scenario();
    }

    /** Writes it into {@code folder}; returns the file. */
    public static Path write(Report report, Path folder) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", report.scenario());
        json.put("at", report.at().toString());
        json.put("commit", report.commit());
        json.put("machine", report.machine());
        json.put("settings", report.settings());
        json.put("figures", report.figures().stream().map(FigureJson::of).toList());
        json.put("measured", report.measured().stream().map(MeasuredJson::of).toList());
        json.put("values", report.values().stream().map(ValueJson::of).toList());
        json.put("profiles", report.profiles());
        json.put("notes", report.notes());
        Path file = folder.resolve(name(report) + ".json");
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
        return file;
    }
}
