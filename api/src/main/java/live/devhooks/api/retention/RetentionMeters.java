package live.devhooks.api.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What an operator sees of retention; docs/operations/metrics.md says what it means. */
@Component
final class RetentionMeters implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionMeters.class);
    private static final double NOT_KNOWN = -1;

    private final RetentionPurge purge;

    RetentionMeters(RetentionPurge purge) {
        this.purge = purge;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("devhooks.retention.overdue", purge, TimeUnit.SECONDS, RetentionMeters::overdueSeconds)
                .description("For how long a partition of events has been there that should have gone")
                .register(registry);
    }

    private static double overdueSeconds(RetentionPurge purge) {
        try {
            return purge.overdue().toSeconds();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("whether partitions are overdue cannot be asked: {}", e.toString());
            return NOT_KNOWN;
        }
    }
}
