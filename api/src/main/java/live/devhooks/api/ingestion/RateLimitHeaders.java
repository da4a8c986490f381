package live.devhooks.api.ingestion;

import java.time.Duration;
import java.util.function.BiConsumer;

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
    void write(BiConsumer<String, String> headers, long quota, Duration window, Duration reset) {
        long seconds = Math.max(1, seconds(reset));
        headers.accept("Retry-After", Long.toString(seconds));
        headers.accept("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(policy, quota, seconds(window)));
        headers.accept("RateLimit", "\"%s\";r=0;t=%d".formatted(policy, seconds));
    }

    private static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
