package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {

    private final Map<String, String> headers = new HashMap<>();

    @Test
    void whoIsRefusedIsToldWhatThereIsAndWhenThereIsMore() {
        new RateLimitHeaders("daily").write(headers::put, 5_000, Duration.ofDays(1), Duration.ofSeconds(1_234));

        assertThat(headers.get("Retry-After")).isEqualTo("1234");
        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"daily\";q=5000;w=86400");
        assertThat(headers.get("RateLimit")).isEqualTo("\"daily\";r=0;t=1234");
    }

    @Test
    void nobodyIsToldToComeBackTooEarly() {
        new RateLimitHeaders("burst").write(headers::put, 10, Duration.ofMillis(1_500), Duration.ofNanos(1));

        assertThat(headers.get("Retry-After")).isEqualTo("1");
        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"burst\";q=10;w=2");
        assertThat(headers.get("RateLimit")).isEqualTo("\"burst\";r=0;t=1");
    }
}
