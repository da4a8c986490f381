package live.devhooks.api.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events to test with, which a node sends to itself.
 *
 * @param concurrent most test events on their way at once on one node, each of which holds a thread; one more is answered 503
 * @param timeout how long a test event may take, longer than {@code devhooks.ingest.write-timeout}
 */
@ConfigurationProperties("devhooks.test-events")
record TestEventProperties(
        @DefaultValue("4") int concurrent,
        @DefaultValue("15s") Duration timeout) {}
