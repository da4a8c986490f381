package live.devhooks.api.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events to test with, which a node sends to itself.
 *
 * @param concurrent most of them on their way at once, each of which holds two threads; one more is answered 503 (default 4)
 * @param timeout how long one may take, longer than a webhook waits to be durable (default 15 s)
 */
@ConfigurationProperties("devhooks.test-events")
record TestEventProperties(
        @DefaultValue("4") int concurrent,
        @DefaultValue("15s") Duration timeout) {}
