package live.devhooks.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.devhooks.bench.report.Profile;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.ReportFile;
import live.devhooks.bench.stage.Workplace;

/**
 * The profiles of one play. A scenario gives the {@linkplain #javaOptions() options} to processes that are worth one, attaches them before anything is
 * measured, and says {@linkplain #during during} what they are profiled: not while anything gets warm. Nothing of that does anything where no
 * profile was asked for.
 */
public final class Profiling {

    /** Otherwise stacks are those of the nearest safepoint; and nobody wonders who loads an agent. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints", "-XX:+EnableDynamicAgentLoading");

    private final Path results;
    private final Optional<Path> library;
    private final Map<ProfiledProcess, Attached> attached = new LinkedHashMap<>();

    private Profiling(Path results, Optional<Path> library) {
        this.results = results;
        this.library = library;
    }

    private record Attached(String name, Way way) {}

    /** What is done meanwhile. */
    public interface Rounds<T> {

        /** Does it. */
        T play() throws IOException, SQLException;
    }

    /** Where no profile was asked for. */
    public static Profiling none() {
        return new Profiling(Path.of(""), Optional.empty());
    }

    /** Profiles whose files go to the folder of results; fails where none can be taken on this machine. */
    public static Profiling in(Workplace place) throws IOException {
        return new Profiling(
                place.results(), Optional.of(ProfilerLibrary.unpack(place.work().resolve("profiler"))));
    }

    /** What the JVM of a process is given that is to be attached. */
    public List<String> javaOptions() {
        return library.isPresent() ? JAVA_OPTIONS : List.of();
    }

    /** Will profile {@code process}, whose work is {@code way}; fails at once where that will not be possible. */
    public void attach(String name, ProcessHandle process, Way way) throws IOException {
        if (library.isPresent()) {
            attached.put(ProfiledProcess.attach(name, process, library.get()), new Attached(name, way));
        }
    }

    /** Profiles what is attached for as long as {@code rounds} are played; more than once, where it comes to the same profile. */
    public <T> T during(Rounds<T> rounds) throws IOException, SQLException {
        for (ProfiledProcess process : attached.keySet()) {
            process.resume();
        }
        T played = rounds.play();
        for (ProfiledProcess process : attached.keySet()) {
            process.pause();
        }
        return played;
    }

    /** Writes the flame graphs of {@code report}; returns it with the profiles. */
    public Report addTo(Report report) throws IOException {
        if (library.isEmpty()) {
            return report;
        }
        List<Profile> profiles = new ArrayList<>();
        for (Map.Entry<ProfiledProcess, Attached> process : attached.entrySet()) {
            profiles.add(profile(process.getKey().stacks(), process.getValue(), ReportFile.name(report)));
        }
        return report.profiled(
                profiles, Map.of("asyncProfiler", ProfiledProcess.SAMPLING, "javaOptions", JAVA_OPTIONS));
    }

    private Profile profile(List<Stack> stacks, Attached process, String report) throws IOException {
        String name = report + "-" + process.name();
        FlameGraphFile.write(results.resolve(name + ".html"), name, stacks, process.way());
        long samples = stacks.stream().mapToLong(Stack::samples).sum();
        return new Profile(
                process.name(), name + ".html", samples, process.way().shares(stacks));
    }
}
