package live.devhooks.api.plans;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the plans allow.
 *
 * @param plans the plans by their name; by default there is {@code free}, which is there even where others are given, and holds for
 *     accounts whose plan is not configured
 */
@ConfigurationProperties("devhooks")
public record PlanProperties(@DefaultValue Map<String, Plan> plans) {

    /** What an account has that is given no other. */
    static final String FREE = "free";

    private static final long FREE_DAILY_EVENTS = 5_000;
    private static final int FREE_BURST = 1_000;

    /** Adds the free plan where it is missing. */
    public PlanProperties {
        Map<String, Plan> all = new HashMap<>(plans);
        all.putIfAbsent(FREE, new Plan(FREE_DAILY_EVENTS, FREE_BURST));
        plans = Map.copyOf(all);
    }
}
