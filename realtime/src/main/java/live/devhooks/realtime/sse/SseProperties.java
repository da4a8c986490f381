package live.devhooks.realtime.sse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams as Server-Sent Events.
 *
 * @param maxConnections most of them on one node (default 5,000)
 * @param heartbeat how often a stream without events shows that it lives (default 10 s)
 * @param outboxBytes bytes that may wait to be sent on one connection before it is served from the store (default 256 KiB); one event more may wait
 * @param closeTimeout how long a connection that is to end may take to read why (default 5 s)
 * @param retry how soon a client is told to connect again after a connection has ended (default 1 s; each is told up to as much again)
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
