package live.devhooks.realtime.pulse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Looking after connections.
 *
 * @param drain over how long a node that stops ends its connections (STOMP: close code 1012), so that their clients do not all come to
 *     the others at once; few of them are ended sooner
 */
@ConfigurationProperties("devhooks.pulse")
record PulseProperties(@DefaultValue("5s") Duration drain) {}
