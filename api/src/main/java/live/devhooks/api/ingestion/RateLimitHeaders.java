package live.devhooks.api.ingestion;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * Says in a refusal's headers what was used up and when there will be more: {@code RateLimit} and {@code RateLimit-Policy} as in
 * draft-ietf-httpapi-ratelimit-headers-10, and {@code Retry-After}.
 *
 * @param policy the name of what is limited, of letters
 */
record RateLimitHeaders(String policy) {

    /**
     * Nothing is left of {@code quota} in {@code window}, for {@code reset} from now on. Seconds are rounded up, so that nobody comes back too
     * early.
     */
    void write(HttpServletResponse response, long quota, Duration window, Duration reset) {
        long seconds = Math.max(1, seconds(reset));
        response.setHeader("Retry-After", Long.toString(seconds));
        response.setHeader("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(policy, quota, seconds(window)));
        response.setHeader("RateLimit", "\"%s\";r=0;t=%d".formatted(policy, seconds));
    }

    private static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
