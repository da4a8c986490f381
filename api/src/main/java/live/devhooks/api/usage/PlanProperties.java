package live.devhooks.api.usage;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the plans allow.
 *
 * @param plans the plans by their name; {@value #FREE} is there even where nobody configures it
 */
@ConfigurationProperties("devhooks")
record PlanProperties(@DefaultValue Map<String, Plan> plans) {

    /** What an account has that is given no other. */
    static final String FREE = "free";

    private static final long FREE_DAILY_EVENTS = 5_000;

    PlanProperties {
        Map<String, Plan> all = new HashMap<>(plans);
        all.putIfAbsent(FREE, new Plan(FREE_DAILY_EVENTS));
        plans = Map.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param dailyEvents events that an account may have in a day (default 5,000)
     */
    record Plan(@DefaultValue("5000") long dailyEvents) {

        Plan {
            if (dailyEvents < 0) {
                throw new IllegalArgumentException("devhooks.plans.<name>.daily-events must not be negative");
            }
        }
    }
}
