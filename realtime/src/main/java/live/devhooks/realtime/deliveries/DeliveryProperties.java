package live.devhooks.realtime.deliveries;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Noting when events were first sent and acknowledged.
 *
 * @param flushInterval how soon it is in the store when events were first sent and acknowledged
 * @param maxNoted most events of which it is noted between two writings when they were sent and acknowledged; of those beyond it is not
 *     known
 * @param maxRemembered most events of which a node remembers that it has noted it, so that it does not write that again for each reader
 */
@ConfigurationProperties("devhooks.deliveries")
record DeliveryProperties(
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("2000") int maxNoted,
        @DefaultValue("20000") int maxRemembered) {

    /** Rejects what would never write. */
    DeliveryProperties {
        if (flushInterval.toMillis() < 1 || maxNoted < 0 || maxRemembered < 0) {
            throw new IllegalArgumentException(
                    "devhooks.deliveries.flush-interval must be at least 1ms, max-noted and max-remembered not negative");
        }
    }
}
