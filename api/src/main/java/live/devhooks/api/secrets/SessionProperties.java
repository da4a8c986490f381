package live.devhooks.api.secrets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Session secrets.
 *
 * @param lifetime how long one opens its session (default 24 h, as long as the session's events are kept)
 * @param maxPerSource most that live of a source (default 20,000)
 */
@ConfigurationProperties("devhooks.sessions")
record SessionProperties(
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("20000") int maxPerSource) {}
