package live.devhooks.api.retention;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import live.devhooks.api.housekeeping.Chore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the partitions that events will soon need, and drops those in which nothing is kept any more: each a file, so that it costs the same
 * whatever number of events it holds. One node at a time does it; whoever comes first goes on where another left off.
 */
@Component
class RetentionPurge implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionPurge.class);

    /** Of the advisory lock; any number that nobody else on the database uses. */
    private static final long LOCK = 0x7075726765L;

    /** Half an hour is the length of the shortest partition. */
    private static final String MAKE = """
            select coalesce(sum(make_event_partitions(at)), 0)
            from generate_series(clock_timestamp(), clock_timestamp() + make_interval(secs => ?), interval '30 minutes') as at
            """;

    private static final String DROP = "select drop_event_partition(make_interval(secs => ?))";

    private static final String OVERDUE = """
            select coalesce(extract(epoch from clock_timestamp() - min(since)), 0)
            from expired_event_partitions(make_interval(secs => ?))
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final RetentionProperties properties;

    RetentionPurge(DataSource dataSource, PlatformTransactionManager transactions, RetentionProperties properties) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(transactions);
        this.properties = properties;
    }

    @Override
    public Duration pause() {
        return properties.interval();
    }

    @Override
    public void run() {
        inTurn(() -> jdbc.sql(MAKE)
                        .param(properties.ahead().toSeconds())
                        .query(Integer.class)
                        .optional())
                .filter(made -> made > 0)
                .ifPresent(made -> LOG.info("{} partitions have been made", made));
        for (int drops = 0; drops < properties.maxDrops(); drops++) {
            Optional<String> dropped = dropOne();
            if (dropped.isEmpty() || Thread.currentThread().isInterrupted()) {
                return;
            }
            LOG.info("partition {} has been dropped, in which nothing was kept any more", dropped.get());
        }
    }

    /** For how long a partition has been there that should have gone; nothing where there is none. */
    Duration overdue() {
        double seconds = jdbc.sql(OVERDUE)
                .param(properties.kept().toSeconds())
                .query(Double.class)
                .single();
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Fails where somebody has been reading for longer than is waited for: then the next run tries again. */
    private Optional<String> dropOne() {
        return inTurn(() -> jdbc.sql(DROP)
                .param(properties.kept().toSeconds())
                .query(String.class)
                .optional());
    }

    /** Nothing where another node is at it. */
    private <T> Optional<T> inTurn(Supplier<Optional<T>> work) {
        return Objects.requireNonNull(transactions.execute(status -> jdbc.sql("select pg_try_advisory_xact_lock(?)")
                        .param(LOCK)
                        .query(Boolean.class)
                        .single()
                ? work.get()
                : Optional.empty()));
    }
}
