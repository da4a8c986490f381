package live.devhooks.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenPropertiesTest {

    @Test
    void defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new TokenProperties(
                        Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "devhooks.token.lifetime, 11m, must be between 1 second and 10 minutes",
        "devhooks.token.lifetime, 0s, must be between 1 second and 10 minutes",
        "devhooks.token.lifetime, -5m, must be between 1 second and 10 minutes",
        "devhooks.token.own-lifetime, 0s, must be at least 1 second",
        "devhooks.token.key-lead, 59s, must be at least 1 minute",
        "devhooks.token.key-life, 10m, must be longer than devhooks.token.key-lead",
    })
    void nonsenseIsRefusedInWords(String name, String value, String words) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(name)
                .hasMessageContaining(words);
    }

    @Test
    void tokensThatOutliveTheirKeyAreRefusedInWords() {
        Map<String, String> outliving = Map.of(
                "devhooks.token.lifetime", "5m", "devhooks.token.key-lead", "1m", "devhooks.token.key-life", "4m");

        assertThatThrownBy(() -> bind(outliving))
                .rootCause()
                .hasMessageContaining(
                        "devhooks.token.key-life is PT4M: it must be longer than devhooks.token.lifetime, PT5M");
    }

    private static TokenProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("devhooks.token", TokenProperties.class);
    }
}
