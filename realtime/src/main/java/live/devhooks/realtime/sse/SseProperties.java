package live.devhooks.realtime.sse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams as Server-Sent Events.
 *
 * @param maxConnections most Server-Sent Events connections on one node
 * @param heartbeat how often a stream without events shows that it lives
 * @param outboxBytes bytes that may wait to be sent on one connection before it is served from the store; one event more may wait
 * @param closeTimeout how long a connection that is to end may take to read why
 * @param retry how soon a client is told to connect again after a connection has ended; each is told up to as much again
 */
@ConfigurationProperties("devhooks.sse")
record SseProperties(
        @DefaultValue("5000") int maxConnections,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("262144") int outboxBytes,
        @DefaultValue("5s") Duration closeTimeout,
        @DefaultValue("1s") Duration retry) {

    /** Rejects bounds with which nothing would ever be sent. */
    SseProperties {
        if (maxConnections < 1 || outboxBytes < 1 || heartbeat.toMillis() < 1 || retry.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "devhooks.sse.max-connections and outbox-bytes must be at least 1, heartbeat and retry at least 1ms");
        }
    }
}
