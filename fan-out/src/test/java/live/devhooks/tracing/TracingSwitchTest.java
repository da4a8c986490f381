package live.devhooks.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

class TracingSwitchTest {

    private static final String COLLECTOR = "http://collector:4318/v1/traces";
    private static final String OF_OBSERVATIONS =
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";
    private static final List<String> OF_TRACES = List.of(
            MicrometerTracingAutoConfiguration.class.getName(),
            NoopTracerAutoConfiguration.class.getName(),
            OpenTelemetryTracingAutoConfiguration.class.getName(),
            OpenTelemetrySdkAutoConfiguration.class.getName());
    private static final List<String> CONFIGURATIONS = Stream.of(
                    OF_TRACES.stream(),
                    Stream.of(OF_OBSERVATIONS, OpenTelemetryLoggingAutoConfiguration.class.getName()))
            .flatMap(Function.identity())
            .toList();

    @Test
    void withoutACollectorNothingOfTracesIsConfigured() {
        assertThat(wanted(Map.of())).containsExactly(OF_OBSERVATIONS);
        assertThat(wanted(Map.of(TracingSwitch.ENDPOINT, " "))).containsExactly(OF_OBSERVATIONS);
        assertThat(wanted(Map.of(TracingSwitch.ENDPOINT, COLLECTOR, "management.opentelemetry.enabled", "false")))
                .containsExactly(OF_OBSERVATIONS);
    }

    @Test
    void withACollectorAllButItsLogsIs() {
        assertThat(wanted(Map.of(TracingSwitch.ENDPOINT, COLLECTOR)))
                .containsAll(OF_TRACES)
                .hasSize(OF_TRACES.size() + 1)
                .contains(OF_OBSERVATIONS);
    }

    @Test
    void bootFindsIt() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(AutoConfigurationImportFilter.class))
                .hasAtLeastOneElementOfType(TracingSwitch.class);
    }

    private static Stream<String> wanted(Map<String, String> properties) {
        MockEnvironment environment = new MockEnvironment();
        properties.forEach(environment::setProperty);
        TracingSwitch filter = new TracingSwitch();
        filter.setEnvironment(environment);
        return CONFIGURATIONS.stream().filter(filter::isWanted);
    }
}
