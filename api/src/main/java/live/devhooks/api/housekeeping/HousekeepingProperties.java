package live.devhooks.api.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what has run out is deleted.
 *
 * @param interval pause between two runs of housekeeping
 * @param batch most rows that are deleted in one transaction
 * @param maxBatches most transactions of one kind in one run; what is left waits for the next
 */
@ConfigurationProperties("devhooks.housekeeping")
record HousekeepingProperties(
        @DefaultValue("1m") Duration interval,
        @DefaultValue("5000") int batch,
        @DefaultValue("200") int maxBatches) {

    HousekeepingProperties {
        if (interval.toMillis() < 1 || batch < 1 || maxBatches < 1) {
            throw new IllegalArgumentException(
                    "devhooks.housekeeping.interval, .batch and .max-batches must be more than nothing");
        }
    }
}
