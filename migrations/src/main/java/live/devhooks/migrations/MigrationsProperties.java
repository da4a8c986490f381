package live.devhooks.migrations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How the process that does nothing but migrate goes about it.
 *
 * @param longestWait how long it tries to reach a database that does not answer yet, before it ends with 1 (default 1 min, at most 1 h)
 */
@ConfigurationProperties("devhooks.migrations")
record MigrationsProperties(
        @Name("wait") @DefaultValue("1m") Duration longestWait) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    MigrationsProperties {
        if (longestWait.isNegative() || longestWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("devhooks.migrations.wait must be from 0s to 1h");
        }
    }
}
