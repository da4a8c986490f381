package live.devhooks.realtime.stomp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams over STOMP.
 *
 * @param heartbeat how often each side shows that it lives, where the other wants it
 * @param heartbeatTolerance how many heart-beats a client may miss before its connection is ended
 * @param idleTimeout how long a connection without heart-beats may be silent in both directions
 * @param maxFrame largest frame that a client may send, in bytes
 * @param maxSubscriptions most subscriptions of one connection
 * @param maxFramesPerSecond most frames that a client may send in a second, and at once
 * @param stallTimeout how long a client may take nothing of what is sent to it before its connection is ended
 * @param connectTimeout how long an open connection may take to CONNECT
 * @param maxConnections most STOMP connections of one node
 * @param outboxBytes bytes that may wait to be sent on one connection; events beyond are read from the store later; one event more
 *     may wait
 * @param closeTimeout how long a connection that is to end may take to read why
 * @param maxPrefetch most events that may wait to be acknowledged on one subscription, where its client asks for no fewer
 * @param sendBuffer bytes of what is sent on one connection, of SSE as well, that the system is asked to keep until the client has them; Linux keeps two to three
 *     times as many. A client far away gets no more than those in the time of a journey there and back
 * @param outboxFrames most frames that may wait to be sent on one connection before it is ended, at least 8; events beyond half of them
 *     are read from the store later
 */
@ConfigurationProperties("devhooks.stomp")
record StompProperties(
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("3") int heartbeatTolerance,
        @DefaultValue("5m") Duration idleTimeout,
        @DefaultValue("65536") int maxFrame,
        @DefaultValue("100") int maxSubscriptions,
        @DefaultValue("1000") int maxFramesPerSecond,
        @DefaultValue("1m") Duration stallTimeout,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("262144") int outboxBytes,
        @DefaultValue("5s") Duration closeTimeout,
        @DefaultValue("1000") int maxPrefetch,
        @DefaultValue("131072") int sendBuffer,
        @DefaultValue("1000") int outboxFrames) {

    private static final int LEAST_FRAMES = 8;

    /** Rejects bounds with which nothing would ever be sent. */
    StompProperties {
        if (outboxFrames < LEAST_FRAMES
                || outboxBytes < 1
                || maxSubscriptions < 1
                || maxConnections < 1
                || maxPrefetch < 1
                || maxFramesPerSecond < 1
                || maxFrame < 1
                || sendBuffer < 1) {
            throw new IllegalArgumentException(
                    "devhooks.stomp.outbox-frames must be at least " + LEAST_FRAMES
                            + ", outbox-bytes, max-subscriptions, max-connections, max-prefetch, max-frames-per-second, max-frame and send-buffer at least 1");
        }
    }
}
