package live.devhooks.api.housekeeping;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditProperties;
import live.devhooks.api.usage.UsageProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what has run out: secrets, resets, keys, revocations, audit entries, days of usage and of quotas, positions of consumers, throttles, and the events of sources that are gone. In
 * batches, one node at a time; whoever comes first goes on where another left off. A kind that fails does not keep the others.
 */
@Component
class Sweep implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Of the advisory lock; any number that nobody else on the database uses. */
    private static final long LOCK = 0x7377656570L;

    private static final String THROTTLES = """
            delete from throttle
            where expires_at < :now and id in (
                select id from throttle where expires_at < :now limit :most for update skip locked)
            """;

    private final JdbcClient app;
    private final JdbcClient front;
    private final TransactionOperations transactions;
    private final HousekeepingProperties properties;
    private final List<Kind> kinds;

    Sweep(
            Database database,
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            HousekeepingProperties properties,
            AuditProperties audit,
            UsageProperties usage,
            InstantSource clock) {
        this.app = JdbcClient.create(dataSource);
        this.front = JdbcClient.create(database.as(DatabaseRole.FRONT));
        this.transactions = new TransactionTemplate(transactionManager);
        this.properties = properties;
        this.kinds = List.of(
                new Kind("session secrets", () -> call("select sweep_session_secrets(:most)")),
                new Kind("password resets", () -> call("select sweep_password_resets(:most)")),
                new Kind("ingest keys", () -> call("select sweep_ingest_keys(:most)")),
                new Kind("events of deleted sources", () -> call("select sweep_events(:most)")),
                new Kind("counts of duplicates", () -> call("select sweep_event_duplicates(:most)")),
                new Kind("revocations", () -> call("select sweep_revocations(:most)")),
                new Kind("audit entries", () -> older("sweep_audit_entries", audit.retention())),
                new Kind("days of usage", () -> older("sweep_usage", usage.retention())),
                new Kind("days of quotas", () -> call("select sweep_quota_buckets(:most)")),
                new Kind("positions of consumers", () -> older("sweep_consumer_positions", Duration.ZERO)),
                new Kind("throttles", () -> throttles(clock.millis())));
    }

    /** What is deleted alike; {@code batch} deletes some and says how many. */
    private record Kind(String name, LongSupplier batch) {}

    @Override
    public Duration pause() {
        return properties.interval();
    }

    @Override
    public void run() {
        Map<String, Long> deleted = new TreeMap<>();
        kinds.forEach(kind -> {
            long count = sweep(kind);
            if (count > 0) {
                deleted.put(kind.name, count);
            }
        });
        if (!deleted.isEmpty()) {
            LOG.info("deleted {}", deleted);
        }
    }

    private long sweep(Kind kind) {
        long sum = 0;
        try {
            for (int batch = 0; batch < properties.maxBatches(); batch++) {
                long count = kind.batch.getAsLong();
                sum += count;
                if (count < properties.batch() || Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} could not be deleted, and are tried again in {}: {}", kind.name, pause(), e.toString());
        }
        return sum;
    }

    private long call(String sweep) {
        return inTurn(() -> app.sql(sweep)
                .param("most", properties.batch())
                .query(Long.class)
                .single());
    }

    private long older(String sweep, Duration retention) {
        return inTurn(() -> app.sql("select %s(make_interval(secs => :kept), :most)".formatted(sweep))
                .param("kept", retention.toSeconds())
                .param("most", properties.batch())
                .query(Long.class)
                .single());
    }

    /** Their times are milliseconds since 1970, as Bucket4j writes them. */
    private long throttles(long now) {
        return front.sql(THROTTLES)
                .param("now", now)
                .param("most", properties.batch())
                .update();
    }

    /** Nothing is deleted where another node is at it. */
    private long inTurn(LongSupplier batch) {
        Long count = transactions.execute(status -> app.sql("select pg_try_advisory_xact_lock(?)")
                        .param(LOCK)
                        .query(Boolean.class)
                        .single()
                ? batch.getAsLong()
                : 0L);
        return count == null ? 0 : count;
    }
}
