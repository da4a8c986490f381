package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A migration of a table that somebody else works with for long: V0080, which needs {@code event_key} for a moment, and a backup that reads it. */
class MigratorIT {

    private static final String BEFORE = "0071";
    private static final int BEHIND_A_MIGRATION_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final DatabaseProperties properties = TestPostgres.freshDatabase();
    private final JdbcClient database = TestPostgres.superuser(properties);

    @BeforeEach
    void makeTheSchemaOfBefore() {
        Database.flyway(properties).createSchemas(true).target(BEFORE).load().migrate();
        database.sql("select devhooks.make_event_partitions(now())")
                .query(Integer.class)
                .single();
    }

    @Test
    void letsThosePassWhoWaitBehindItAndIsDoneWhenTheTableIsFree() throws Exception {
        CompletableFuture<Integer> migrating;
        try (Connection backup = backup()) {
            migrating = CompletableFuture.supplyAsync(() -> Database.migrate(properties, Duration.ZERO));
            for (int round = 0; round < 2; round++) {
                await().pollInterval(LOOK).atMost(PATIENCE).until(() -> waiting("AccessExclusiveLock") > 0);
                insertSoon();
                await().pollInterval(LOOK).atMost(PATIENCE).until(() -> waiting("AccessExclusiveLock") == 0);
            }
            assertThat(migrating).isNotDone();
            backup.commit();
        }

        assertThat(migrating).succeedsWithin(PATIENCE).isEqualTo(migrationsAfter(BEFORE));
    }

    @Test
    void endsWithTheReasonWhenItsPatienceIsOver() throws Exception {
        Flyway flyway =
                Database.flyway(properties).initSql("set lock_timeout = 100").load();

        try (Connection backup = backup()) {
            assertThatThrownBy(() -> new Migrator(flyway, Duration.ZERO).migrate())
                    .isInstanceOf(FlywayException.class)
                    .rootCause()
                    .hasMessageContaining("lock timeout");
            backup.commit();
        }
    }

    /** Reads the table for as long as it is open. */
    private Connection backup() throws SQLException {
        Connection backup = DriverManager.getConnection(properties.url(), properties.username(), properties.password());
        backup.setAutoCommit(false);
        try (Statement read = backup.createStatement()) {
            read.execute("lock table devhooks.event_key in access share mode");
        }
        return backup;
    }

    /** Waits behind the migration, which waits for the backup; fails where that takes much longer than a migration may wait. */
    private void insertSoon() {
        JdbcTemplate hasty = new JdbcTemplate(new DriverManagerDataSource(
                properties.url(),
                Objects.requireNonNullElse(properties.username(), ""),
                Objects.requireNonNullElse(properties.password(), "")));
        hasty.setQueryTimeout(BEHIND_A_MIGRATION_SECONDS);
        hasty.update(
                "insert into devhooks.event_key (source_id, key, received_at) values (1, gen_random_uuid(), now())");
    }

    private long waiting(String mode) {
        return database.sql(
                        "select count(*) from pg_locks where not granted and mode = ? and database = (select oid from pg_database where datname = current_database())")
                .param(mode)
                .query(Long.class)
                .single();
    }

    private int migrationsAfter(String version) {
        return database.sql("select count(*) from devhooks.flyway_schema_history where version > ?")
                .param(version)
                .query(Integer.class)
                .single();
    }
}
