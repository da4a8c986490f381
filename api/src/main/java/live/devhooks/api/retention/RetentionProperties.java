package live.devhooks.api.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events are kept on disk.
 *
 * @param kept after which time a partition of events is dropped; at least 24h, and {@code devhooks.feed.retention}
 * @param ahead how long before they are needed partitions are made; from 0s to 24h
 * @param interval pause between two runs that make and drop partitions
 * @param maxDrops most partitions that are dropped in one run; what is left waits for the next
 */
@ConfigurationProperties("devhooks.retention")
public record RetentionProperties(
        @DefaultValue("24h") Duration kept,
        @DefaultValue("90m") Duration ahead,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("100") int maxDrops) {

    private static final Duration LEAST_KEPT = Duration.ofHours(24);
    private static final Duration MOST_AHEAD = Duration.ofHours(24);

    /** Refuses what would take events that are still given out, or would make nothing ahead. */
    public RetentionProperties {
        if (kept.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException("devhooks.retention.kept must be at least 24h");
        }
        if (ahead.isNegative() || ahead.compareTo(MOST_AHEAD) > 0) {
            throw new IllegalArgumentException("devhooks.retention.ahead must be from 0s to 24h");
        }
        if (interval.toMillis() < 1 || maxDrops < 1) {
            throw new IllegalArgumentException("devhooks.retention.interval and .max-drops must be more than nothing");
        }
    }
}
