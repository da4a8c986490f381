package live.devhooks.api.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens.
 *
 * @param lifetime how long a token opens its stream (default 5 min)
 */
@ConfigurationProperties("devhooks.token")
record TokenProperties(@DefaultValue("5m") Duration lifetime) {}
