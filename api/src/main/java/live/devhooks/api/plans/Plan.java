package live.devhooks.api.plans;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What accounts of one plan may have.
 *
 * @param dailyEvents events that an account may have in a day, on all its sources and all nodes together; from 0 to 1000000000000
 * @param burst most webhooks that a source takes within a second, where it does not say otherwise; at least 1
 */
@ConfigurationPropertiesSource
public record Plan(
        @DefaultValue("5000") long dailyEvents,
        @DefaultValue("1000") int burst) {

    /** More than any account can have in a day. */
    public static final long MAX_DAILY_EVENTS = 1_000_000_000_000L;

    /** Refuses what is no number of events. */
    public Plan {
        if (dailyEvents < 0 || dailyEvents > MAX_DAILY_EVENTS) {
            throw new IllegalArgumentException("devhooks.plans.<name>.daily-events is " + dailyEvents
                    + ": it must be from 0 to " + MAX_DAILY_EVENTS);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("devhooks.plans.<name>.burst must be at least 1");
        }
    }
}
