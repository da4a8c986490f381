package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitHeadersTest {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whoIsRefusedIsToldWhatThereIsAndWhenThereIsMore() {
        new RateLimitHeaders("daily").write(response, 5_000, Duration.ofDays(1), Duration.ofSeconds(1_234));

        assertThat(response.getHeader("Retry-After")).isEqualTo("1234");
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"daily\";q=5000;w=86400");
        assertThat(response.getHeader("RateLimit")).isEqualTo("\"daily\";r=0;t=1234");
    }

    @Test
    void nobodyIsToldToComeBackTooEarly() {
        new RateLimitHeaders("burst").write(response, 10, Duration.ofMillis(1_500), Duration.ofNanos(1));

        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"burst\";q=10;w=2");
        assertThat(response.getHeader("RateLimit")).isEqualTo("\"burst\";r=0;t=1");
    }
}
