package live.devhooks.realtime.consumers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Named readers.
 *
 * @param flushInterval how soon an acknowledged position is in the store; at once when its connection ends
 * @param touchInterval how often the store is told that a consumer which acknowledges nothing is still there; less than
 *     {@code devhooks.consumers.retention}
 * @param retention how long a position is kept after its consumer was last there; at most 24h, which is how long events are
 * @param maxOfSource most names of one source whose positions are kept
 */
@ConfigurationProperties("devhooks.consumers")
record ConsumerProperties(
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("1h") Duration touchInterval,
        @DefaultValue("24h") Duration retention,
        @DefaultValue("1000") int maxOfSource) {

    /** What is older is deleted by the housekeeping of api, whatever is said here. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Rejects what would never write, or keep nothing. */
    ConsumerProperties {
        if (retention.compareTo(LONGEST) > 0
                || flushInterval.toMillis() < 1
                || touchInterval.compareTo(retention) >= 0
                || maxOfSource < 1) {
            throw new IllegalArgumentException(
                    "devhooks.consumers.flush-interval must be at least 1ms, retention at most 24h, touch-interval less than"
                            + " retention, max-of-source at least 1");
        }
    }
}
