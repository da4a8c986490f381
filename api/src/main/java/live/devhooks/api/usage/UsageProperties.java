package live.devhooks.api.usage;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Counting of what is used.
 *
 * @param zone whose days usage is counted by, such as {@code Africa/Nairobi}; the same on all nodes
 * @param flushInterval how often a node adds the refusals that it has counted to the store, and so how many of them a crash loses
 * @param maxPending most counts of refusals, one for each source, day and reason, that a node keeps until it adds them; what is beyond
 *     is not counted
 * @param retention how long a day's counts are kept; at least 32d
 */
@ConfigurationProperties("devhooks.usage")
public record UsageProperties(
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("5s") Duration flushInterval,
        @DefaultValue("10000") int maxPending,
        @DefaultValue("400d") Duration retention) {

    /** The days that are shown, and those that may be today somewhere else. */
    private static final Duration MIN_RETENTION = Duration.ofDays(32);

    /** Refuses what counts nothing, or loses days that are shown. */
    public UsageProperties {
        if (retention.compareTo(MIN_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "devhooks.usage.retention is " + retention + ": it must be at least 32 days");
        }
        if (flushInterval.isZero() || flushInterval.isNegative() || maxPending < 1) {
            throw new IllegalArgumentException(
                    "devhooks.usage.flush-interval must be more than nothing, max-pending at least 1");
        }
    }
}
