package live.devhooks.migrations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the process that does nothing but migrate goes about it.
 *
 * @param databaseWait how long it tries to reach a database that does not answer yet, before it ends with 1; at most 1h
 */
@ConfigurationProperties("devhooks.migrations")
record MigrationsProperties(@DefaultValue("1m") Duration databaseWait) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    MigrationsProperties {
        if (databaseWait.isNegative() || databaseWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("devhooks.migrations.database-wait must be from 0s to 1h");
        }
    }
}
