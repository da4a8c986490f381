package live.devhooks.realtime.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read.
 *
 * @param revocationPoll how often a node asks what has been revoked (default 500 ms)
 * @param revocationMemory how long it remembers that, at least as long as a token lives (default 15 min)
 * @param revocationPage most revocations that are read at once (default 5,000)
 * @param keyRefresh how often the public keys of tokens are read again, and so how long one that was deleted is trusted (default 1 min)
 * @param maxAccountConnections most connections of one account on one node (default 5,000)
 * @param maxRevocations most that are remembered; beyond, tokens are refused as {@code unavailable} (default 500,000)
 */
@ConfigurationProperties("devhooks.access")
record AccessProperties(
        @DefaultValue("500ms") Duration revocationPoll,
        @DefaultValue("15m") Duration revocationMemory,
        @DefaultValue("5000") int revocationPage,
        @DefaultValue("1m") Duration keyRefresh,
        @DefaultValue("5000") int maxAccountConnections,
        @DefaultValue("500000") int maxRevocations) {}
