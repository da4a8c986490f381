package live.devhooks.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.report.Profile;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.ReportTable;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.Workplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a process of another JVM that is really profiled. */
@EnabledOnOs(OS.LINUX)
class ProfilingIT {

    private static final String WORK_MILLIS = "500";

    @TempDir
    private Path folder;

    @Test
    void showsWhereTimeWentWhileRoundsWerePlayed() throws Exception {
        Profiling profiling = Profiling.in(place());
        try (Started busy = Started.with(profiling.javaOptions())) {
            profiling.attach("busy", busy.process.toHandle(), Way.API);
            assertThat(profiling.during(busy::work)).isEqualTo("done");
            assertThat(profiling.during(busy::work)).isEqualTo("done");
        }
        Report report = profiling.addTo(report());

        assertThat(report.settings()).containsKeys("known", "profiler");
        assertThat(report.profiles()).singleElement().satisfies(profile -> {
            assertThat(profile.process()).isEqualTo("busy");
            assertThat(profile.samples()).isPositive();
            assertThat(profile.steps())
                    .filteredOn(step -> step.name().equals("other"))
                    .extracting(Profile.Step::samples)
                    .allSatisfy(samples -> assertThat(samples).isPositive());
            assertThat(folder.resolve("results/" + profile.flameGraph()))
                    .content()
                    .contains("<html", "live/devhooks/bench/profile/Busy");
        });
        assertThat(ReportTable.of(report)).containsPattern("busy: where its processor time went.*\\n.*garbage");
    }

    @Test
    void saysWhatToDoWhereItCannotBeAttached() throws Exception {
        Profiling profiling = Profiling.in(place());
        try (Started busy = Started.with(List.of("-XX:+DisableAttachMechanism"))) {
            assertThatThrownBy(() -> profiling.attach("busy", busy.process.toHandle(), Way.API))
                    .isInstanceOf(CannotProfileException.class)
                    .hasMessageContaining("no profile can be taken of busy")
                    .hasMessageContaining("run it without --profile");
        }
    }

    private Workplace place() throws IOException {
        Workplace place =
                new Workplace(folder, folder.resolve("work"), folder.resolve("logs"), folder.resolve("results"));
        place.prepare();
        return place;
    }

    private Report report() {
        Machine machine = new Machine(1, "", 1, "", "", 1, 1);
        return new Report(
                "test",
                Instant.EPOCH,
                "",
                machine,
                Map.of("known", "before"),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The process, which ends with the test. */
    private record Started(Process process, BufferedReader output) implements AutoCloseable {

        static Started with(List<String> options) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-cp", Path.of("target/test-classes").toString(), Busy.class.getName()));
            // Where JVMs tell which options they have from the environment.
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Started started = new Started(process, process.inputReader(StandardCharsets.US_ASCII));
            assertThat(started.output.readLine()).isEqualTo("ready");
            return started;
        }

        String work() throws IOException {
            process.outputWriter(StandardCharsets.US_ASCII)
                    .append(WORK_MILLIS + "\n")
                    .flush();
            return output.readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
