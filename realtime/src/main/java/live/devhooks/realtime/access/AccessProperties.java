package live.devhooks.realtime.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read.
 *
 * @param revocationPoll how often a node asks what has been revoked
 * @param revocationMemory how long a node remembers what was revoked, at least as long as a token lives
 *     ({@code devhooks.token.lifetime})
 * @param revocationPage most revocations that are read at once
 * @param keyRefresh how often the public keys of tokens are read again, and so how long one that was deleted from the store is trusted
 * @param maxAccountConnections most connections of one account on one node, WebSockets and Server-Sent Events together
 * @param maxRevocations most revocations that are remembered; beyond, tokens are refused as {@code unavailable}
 */
@ConfigurationProperties("devhooks.access")
record AccessProperties(
        @DefaultValue("500ms") Duration revocationPoll,
        @DefaultValue("15m") Duration revocationMemory,
        @DefaultValue("5000") int revocationPage,
        @DefaultValue("1m") Duration keyRefresh,
        @DefaultValue("5000") int maxAccountConnections,
        @DefaultValue("500000") int maxRevocations) {}
