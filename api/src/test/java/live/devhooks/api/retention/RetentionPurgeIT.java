package live.devhooks.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class RetentionPurgeIT {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final DatabaseProperties store = TestPostgres.freshDatabase();
    private final Database database = Database.open(store);
    private final JdbcClient superuser = TestPostgres.superuser(store);
    private final TestSource source = TestSource.create(superuser);
    private final RetentionPurge purge = purge(DAY);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void partitionsAreMadeAhead() {
        partitions()
                .forEach(partition ->
                        superuser.sql("drop table devhooks." + partition).update());

        purge.run();

        // Half an hour is one of them long: the running one, and those of three hours.
        assertThat(partitions().stream().filter(partition -> partition.startsWith("event_2")))
                .hasSize(7);
        insert(1, Instant.now().plus(Duration.ofHours(3)).minusSeconds(60));
        assertThat(partitions().stream().filter(partition -> partition.startsWith("event_2")))
                .hasSize(7);
    }

    @Test
    void aPartitionGoesWhenTheYoungestEventThatItCanHoldIsADayOld() {
        Instant now = Instant.now();
        insert(1, now.minus(DAY).minus(HALF_AN_HOUR).minusSeconds(1));
        insert(2, now.minus(DAY).plusSeconds(1));
        insert(3, now);

        purge.run();

        assertThat(seqs()).containsExactly(2L, 3L);
        assertThat(purge.overdue()).isZero();
    }

    @Test
    void theKeysOfWebhooksGoByThePartitionToo() {
        superuser
                .sql("select devhooks.make_event_partitions(now() - interval '37 hours')")
                .query(Integer.class)
                .single();
        superuser
                .sql(
                        "insert into devhooks.event_key values (1, gen_random_uuid(), now() - interval '37 hours'), (1, gen_random_uuid(), now())")
                .update();

        purge.run();

        assertThat(superuser
                        .sql("select count(*) from devhooks.event_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whateverAnOperatorSaysADayIsKept() {
        insert(1, Instant.now().minus(DAY).plusSeconds(60));

        assertThat(superuser
                        .sql("select count(*) from devhooks.expired_event_partitions(interval '0')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() ->
                        new RetentionProperties(Duration.ofHours(23), Duration.ofHours(3), Duration.ofMinutes(1), 100))
                .hasMessageContaining("devhooks.retention.kept");
    }

    @Test
    void longerIsKeptWhereAnOperatorSaysSo() {
        insert(1, Instant.now().minus(DAY).minus(Duration.ofHours(2)));

        purge(Duration.ofDays(2)).run();

        assertThat(seqs()).containsExactly(1L);
    }

    @Test
    void whoStillReadsIsNotWaitedForAndThePurgeIsSeenToBeOverdueUntilItIsDone() throws SQLException {
        insert(1, Instant.now().minus(DAY).minus(Duration.ofHours(3)));
        try (Connection reader = connection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from devhooks.event");

            assertThatThrownBy(purge::run).isInstanceOf(DataAccessException.class);

            assertThat(purge.overdue()).isBetween(Duration.ofHours(2), Duration.ofHours(3));
            assertThat(seqs()).containsExactly(1L);
            reader.rollback();
        }

        purge.run();

        assertThat(seqs()).isEmpty();
        assertThat(purge.overdue()).isZero();
    }

    @Test
    void oneNodeAtATimeDoesIt() throws SQLException {
        insert(1, Instant.now().minus(DAY).minus(Duration.ofHours(3)));
        try (Connection other = connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + 0x7075726765L + ")");

            purge.run();

            assertThat(seqs()).containsExactly(1L);
            other.rollback();
        }

        purge.run();

        assertThat(seqs()).isEmpty();
    }

    @Test
    void nobodyButTheOwnerMakesTablesAndAPartitionIsClosedToAll() {
        List<String> open = superuser.sql("""
                select c.relname from pg_class c
                where c.relnamespace = 'devhooks'::regnamespace and c.relispartition and c.relkind = 'r'
                    and (not c.relrowsecurity or not c.relforcerowsecurity or c.relacl is not null
                        or exists (select from pg_policy p where p.polrelid = c.oid))
                """).query(String.class).list();

        assertThat(open).isEmpty();
    }

    private RetentionPurge purge(Duration kept) {
        DataSource app = database.as(DatabaseRole.APP);
        return new RetentionPurge(
                app,
                new JdbcTransactionManager(app),
                new RetentionProperties(kept, Duration.ofHours(3), Duration.ofMinutes(1), 100));
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(store.url(), store.username(), store.password());
    }

    private void insert(long seq, Instant receivedAt) {
        superuser
                .sql("select devhooks.make_event_partitions(?::timestamptz)")
                .param(receivedAt.toString())
                .query(Integer.class)
                .single();
        superuser
                .sql("""
                insert into devhooks.event (source_id, seq, account_id, received_at, type, reading, body_form, body)
                values (?, ?, ?, ?::timestamptz, 'webhook', '{}', 'TEXT', '')
                """)
                .params(source.id(), seq, source.account(), receivedAt.toString())
                .update();
    }

    private List<String> partitions() {
        return superuser.sql("""
                select c.relname from pg_class c
                where c.relnamespace = 'devhooks'::regnamespace and c.relispartition and c.relkind = 'r' order by c.relname
                """).query(String.class).list();
    }

    private List<Long> seqs() {
        return superuser
                .sql("select seq from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query(Long.class)
                .list();
    }
}
