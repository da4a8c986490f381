package live.devhooks.api.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param retention how long an entry of the audit log is kept; at least 30d
 */
@ConfigurationProperties("devhooks.audit")
public record AuditProperties(@DefaultValue("400d") Duration retention) {

    private static final Duration MIN_RETENTION = Duration.ofDays(30);

    /** Refuses what would lose the audit log. */
    public AuditProperties {
        if (retention.compareTo(MIN_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "devhooks.audit.retention is " + retention + ": it must be at least 30 days");
        }
    }
}
