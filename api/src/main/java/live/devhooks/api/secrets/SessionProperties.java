package live.devhooks.api.secrets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Session secrets.
 *
 * @param lifetime how long a session secret opens its session; by default as long as the session's events are kept
 * @param maxPerSource most session secrets that live of a source
 */
@ConfigurationProperties("devhooks.sessions")
record SessionProperties(
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("20000") int maxPerSource) {}
