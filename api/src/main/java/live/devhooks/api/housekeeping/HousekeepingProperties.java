package live.devhooks.api.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what has run out is deleted.
 *
 * @param interval pause between two runs (default 1 min)
 * @param batch most rows that are deleted in one transaction (default 5,000)
 * @param maxBatches most batches of one kind in one run; what is left waits for the next (default 200)
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
