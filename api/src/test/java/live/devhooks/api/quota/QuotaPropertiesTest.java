package live.devhooks.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotaPropertiesTest {

    @Test
    void whatNobodyConfiguresIsAsDocumented() {
        assertThat(bind(Map.of()))
                .isEqualTo(new QuotaProperties(
                        0.008,
                        0.1,
                        Duration.ofMillis(500),
                        Duration.ofMillis(1_200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(10),
                        10_000,
                        2,
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "lease-share, 0.011",
        "lease-share, 0",
        "end-share, 0.001",
        "end-share, 1.1",
        "look-interval, 0ms",
        "look-interval, 601ms",
        "answer-timeout, 0s",
        "max-accounts, 0",
        "askers, 0"
    })
    void whatWouldNotHoldTheQuotaIsRefused(String property, String value) {
        assertThatThrownBy(() -> bind(Map.of("devhooks.quota." + property, value)))
                .rootCause()
                .hasMessageContaining("devhooks.quota.");
    }

    private static QuotaProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("devhooks.quota", QuotaProperties.class);
    }
}
