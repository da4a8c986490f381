package live.devhooks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import live.devhooks.bench.growth.GrowthScenario;
import live.devhooks.bench.ingest.IngestScenario;
import live.devhooks.bench.model.ModelScenario;
import live.devhooks.bench.profile.CannotProfileException;
import live.devhooks.bench.profile.Profiling;
import live.devhooks.bench.purge.PurgeScenario;
import live.devhooks.bench.quota.QuotaScenario;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.ReportFile;
import live.devhooks.bench.report.ReportTable;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Workplace;
import live.devhooks.bench.startup.StartupScenario;
import live.devhooks.bench.streams.StreamsScenario;

/** {@code ./devhooks bench}: plays scenarios, prints their tables and writes their results. */
public final class Bench {

    /** Those that together measure everything. */
    private static final List<Scenario> WHOLE = List.of(
            new IngestScenario(),
            new PurgeScenario(),
            StreamsScenario.whole(),
            new QuotaScenario(QuotaScenario.FREE_EVENTS),
            new StartupScenario(List.of("api", "realtime")),
            GrowthScenario.whole(),
            new ModelScenario());

    /** All that there are, by their names. */
    static final Map<String, Scenario> SCENARIOS = byName(WHOLE, StreamsScenario.parts(), GrowthScenario.parts());

    private static final int WRONG_ARGUMENTS = 2;

    private final Workplace place;
    private final PrintStream out;
    private final PrintStream progress;

    /** Plays in {@code place}; tables go to {@code out}. */
    Bench(Workplace place, PrintStream out, PrintStream progress) {
        this.place = place;
        this.out = out;
        this.progress = progress;
    }

    /** Plays what is named, or else everything once; in the folder of the repository. */
    public static void main(String[] args) {
        // Before anybody logs. Not in the root of the classpath, where the servers that are started would find it.
        System.setProperty("logback.configurationFile", "live/devhooks/bench/logback.xml");
        Bench bench = new Bench(Workplace.in(Path.of("").toAbsolutePath()), System.out, System.err);
        try {
            BenchOptions options = BenchOptions.of(List.of(args));
            Scale scale = Scale.standard(options.rounds(), options.seconds(), options.isFull());
            for (Scenario scenario : options.isProfiled() ? profilable(options.names()) : named(options.names())) {
                bench.play(scenario, scale, options.isProfiled());
            }
        } catch (CannotProfileException e) {
            System.err.println("devhooks bench: " + e.getMessage());
            System.exit(1);
        } catch (IllegalArgumentException e) {
            System.err.println("devhooks bench: " + e.getMessage());
            System.exit(WRONG_ARGUMENTS);
        } catch (IOException | SQLException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** The scenarios of these names; all where there are none. */
    static List<Scenario> named(List<String> names) {
        for (String name : names) {
            if (!SCENARIOS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "there is no benchmark " + name + "; there are " + String.join(", ", SCENARIOS.keySet()));
            }
        }
        return names.isEmpty()
                ? WHOLE
                : SCENARIOS.values().stream()
                        .filter(scenario -> names.contains(scenario.name()))
                        .toList();
    }

    /** The same, refused where one of them has no profile. */
    static List<Scenario> profilable(List<String> names) {
        List<Scenario> named = named(names);
        for (Scenario scenario : named) {
            if (!scenario.canBeProfiled()) {
                throw new IllegalArgumentException(scenario.name() + " cannot be profiled; name some of "
                        + SCENARIOS.values().stream()
                                .filter(Scenario::canBeProfiled)
                                .map(Scenario::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        return named;
    }

    /** Plays one without a profile; returns the file of its results. */
    Path play(Scenario scenario, Scale scale) throws IOException, SQLException {
        return play(scenario, scale, false);
    }

    /** Plays one; returns the file of its results, beside which are those of its profiles. */
    Path play(Scenario scenario, Scale scale, boolean isProfiled) throws IOException, SQLException {
        place.prepare();
        Profiling profiling = isProfiled ? Profiling.in(place) : Profiling.none();
        Stage stage = new Stage(place, scale, Commit.of(place.root()), profiling, progress);
        Report report = profiling.addTo(scenario.play(stage));
        Path file = ReportFile.write(report, place.results());
        out.print(ReportTable.of(report));
        out.println("\nwritten to " + place.root().relativize(file));
        return file;
    }

    @SafeVarargs
    private static Map<String, Scenario> byName(List<Scenario>... all) {
        Map<String, Scenario> byName = new LinkedHashMap<>();
        for (List<Scenario> some : all) {
            some.forEach(scenario -> byName.put(scenario.name(), scenario));
        }
        return byName;
    }
}
