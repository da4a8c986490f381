package live.devhooks.realtime.deliveries;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Noting when events were first sent and acknowledged.
 *
 * @param flushInterval how soon that is in the store (default 1 s)
 * @param maxNoted most events of which that is noted between two writings; of those beyond it is not known (default 2,000)
 * @param maxRemembered events of which this node remembers that it has noted it, so that it does not write that again for each reader (default 20,000)
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
