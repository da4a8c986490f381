package live.devhooks.api.plans;

import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds what an account's plan allows. */
@Component
public final class Plans {

    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    private final PlanProperties properties;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    /** The plans that {@code properties} say. */
    public Plans(PlanProperties properties) {
        this.properties = properties;
    }

    /** The names of those that there are. */
    public NavigableSet<String> names() {
        return new TreeSet<>(properties.plans().keySet());
    }

    /** The plan of this name; where nobody configures it, the free one, which is logged once. */
    public Plan named(String name) {
        Plan plan = properties.plans().get(name);
        if (plan != null) {
            return plan;
        }
        if (unknown.add(name)) {
            LOG.warn("devhooks.plans.{} is not configured; accounts of that plan have what the free one allows", name);
        }
        return Objects.requireNonNull(properties.plans().get(PlanProperties.FREE));
    }
}
