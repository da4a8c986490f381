package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod has the time that its process may need to stop, by the limits that stand in the code. */
class StoppingTest {

    /** Spring Boot's own, where the properties say nothing else. */
    private static final Duration REQUESTS_IN_FLIGHT = Duration.ofSeconds(30);

    /** The SDK of OpenTelemetry's own, after which what has not been exported is dropped. */
    private static final Duration LAST_TRACES = Duration.ofSeconds(10);

    private static final Pattern PHASE =
            Pattern.compile("(?m)^spring\\.lifecycle\\.timeout-per-shutdown-phase=(\\d+)s$");
    private static final Pattern SECONDS = Pattern.compile(
            "STOP_TIMEOUT = Duration\\.ofSeconds\\((\\d+)\\)|@DefaultValue\\(\"(\\d+)s\"\\) Duration stopTimeout");
    private static final Pattern MILLIS = Pattern.compile("STOP_TIMEOUT_MILLIS = ([\\d_]+);");

    static Stream<Workload> nodes() {
        return Chart.sets().stream().flatMap(set -> Chart.of(set).workloads()).filter(Workload::isLongRunning);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyPodHasTheTimeThatItNeeds(Workload workload) {
        String role = workload.container().getName();
        Duration needed = preStop(workload).plus(requestsInFlight(role)).plus(workers(role));
        if (role.equals("realtime")) {
            needed = needed.plus(drain(workload));
        }
        if (workload.env("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT")
                .isPresent()) {
            needed = needed.plus(LAST_TRACES);
        }

        assertThat(Duration.ofSeconds(workload.pod().getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void nobodySendsAnythingToAProcessThatStops(Workload workload) {
        assertThat(preStop(workload)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void theLimitsOfTheCodeAreFound(String role) {
        assertThat(workers(role)).isPositive();
        assertThat(Chart.read(role + "/src/main/resources/" + role + ".properties"))
                .contains("server.shutdown=graceful");
    }

    @Test
    void drainingTakesAsLongAsByDefault() {
        assertThat(Chart.of("external-secret").workload("realtime").env("DEVHOOKS_PULSE_DRAIN"))
                .contains(OperatorsGuide.defaultOf("devhooks.pulse.drain"));
    }

    private static Duration preStop(Workload workload) {
        return Duration.ofSeconds(
                workload.container().getLifecycle().getPreStop().getSleep().getSeconds());
    }

    private static Duration drain(Workload workload) {
        return Duration.parse("PT" + workload.env("DEVHOOKS_PULSE_DRAIN").orElseThrow());
    }

    private static Duration requestsInFlight(String role) {
        Matcher phase = PHASE.matcher(Chart.read(role + "/src/main/resources/" + role + ".properties"));
        return phase.find() ? Duration.ofSeconds(Long.parseLong(phase.group(1))) : REQUESTS_IN_FLIGHT;
    }

    /** What the workers of a role wait for at most, one after the other; those of the fan-out are in both. */
    private static Duration workers(String role) {
        return Stream.of(role, "fan-out").map(StoppingTest::workersIn).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration workersIn(String module) {
        try (Stream<Path> files = Files.walk(Chart.REPOSITORY.resolve(module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Chart.read(Chart.REPOSITORY.relativize(file).toString()))
                    .map(StoppingTest::waits)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration waits(String source) {
        Stream<Duration> seconds =
                SECONDS.matcher(source).results().map(StoppingTest::number).map(Duration::ofSeconds);
        Stream<Duration> millis = MILLIS.matcher(source)
                .results()
                .map(found -> Duration.ofMillis(Long.parseLong(found.group(1).replace("_", ""))));
        return Stream.concat(seconds, millis).reduce(Duration.ZERO, Duration::plus);
    }

    private static long number(MatchResult found) {
        return Long.parseLong(found.group(1) == null ? found.group(2) : found.group(1));
    }
}
