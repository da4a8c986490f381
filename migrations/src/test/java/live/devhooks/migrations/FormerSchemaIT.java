package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An upgrade: processes of the former version work while its schema is brought up to date, and afterwards. */
class FormerSchemaIT {

    private final DatabaseProperties properties = TestPostgres.freshDatabase();
    private final JdbcClient database = TestPostgres.superuser(properties);

    @BeforeEach
    void makeTheFormerSchema() {
        FormerSchema.make(properties);
        // A table of which nothing is kept is neither read nor written anew.
        TestSource.create(database);
        database.sql("select devhooks.make_event_partitions(now())")
                .query(Integer.class)
                .single();
        database.sql(
                        "insert into devhooks.event_key (source_id, key, received_at) values (1, gen_random_uuid(), now())")
                .update();
    }

    @Test
    void everythingThatTheFormerVersionReliesOnIsStillThere() {
        List<String> promised = FormerSchema.promises(database);
        List<Long> tables = FormerSchema.tables(database);
        List<String> filled = FormerSchema.toFill(database, tables);

        FormerSchema.bringUpToDate(properties, (version, transaction) -> {});

        assertThat(FormerSchema.promises(database)).containsAll(promised);
        assertThat(FormerSchema.toFill(database, tables)).isSubsetOf(filled);
    }

    @Test
    void noMigrationKeepsWritersFromATableWhileItReadsOrWritesAllOfIt() {
        List<Long> tables = FormerSchema.tables(database);
        List<String> held = new ArrayList<>();
        List<String> versions = new ArrayList<>();

        FormerSchema.bringUpToDate(properties, (version, transaction) -> {
            versions.add(version.getVersion());
            FormerSchema.heldForLong(transaction, tables).forEach(table -> held.add(version + " " + table));
        });

        assertThat(versions).as("were looked at").isEqualTo(migrationsAfterTheFormer());
        assertThat(held).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table event_key add column x bigint",
                "alter table event_key add column x bigint not null default 0",
                "alter table event_key add constraint x check (source_id > 0) not valid",
                "create table x (source_id bigint references source)",
                "create policy x on event_key to devhooks_app using (true)",
            })
    void whatTakesAMomentMayBeDone(String sql) {
        assertThat(heldForLongBy(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index x on event_key (received_at)",
                "alter table event_key add column x uuid not null default gen_random_uuid()",
                "alter table event_key add constraint x check (source_id > 0)",
                "alter table event_key alter column source_id type numeric",
                "alter table event_key alter column key set not null, alter column source_id set not null, add check (true)",
                "alter table event_key add column x bigint; update event_key set x = 0",
            })
    void whatTakesLongIsFound(String sql) {
        assertThat(heldForLongBy(sql)).anySatisfy(table -> assertThat(table).contains("event_key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table event_key drop column key",
                "alter table event_key rename column key to x",
                "alter table event_key alter column key type text",
                "alter table event_key rename to x",
                "revoke insert on event_key from devhooks_ingest",
                "drop policy ingest on event_key",
                "drop function sweep_usage",
                "drop table throttle",
                "alter table source_usage drop constraint source_usage_pkey",
            })
    void whatTheFormerVersionWouldMissIsFound(String sql) {
        List<String> promised = FormerSchema.promises(database);

        database.sql("set search_path = devhooks; " + sql).update();

        assertThat(new HashSet<>(FormerSchema.promises(database)).containsAll(promised))
                .isFalse();
    }

    @Test
    void aColumnThatTheFormerVersionWouldHaveToFillIsFound() {
        List<Long> tables = FormerSchema.tables(database);
        List<String> filled = FormerSchema.toFill(database, tables);

        database.sql(
                        "alter table devhooks.throttle add column x bigint not null; alter table devhooks.throttle add column y bigint not null default 0")
                .update();

        assertThat(FormerSchema.toFill(database, tables))
                .containsAll(filled)
                .hasSize(filled.size() + 1)
                .contains("devhooks.throttle.x");
    }

    private List<String> migrationsAfterTheFormer() {
        return database.sql(
                        "select version from devhooks.flyway_schema_history where version > ? order by installed_rank")
                .param(FormerSchema.VERSION)
                .query(String.class)
                .list();
    }

    private List<String> heldForLongBy(String sql) {
        DriverManagerDataSource login = new DriverManagerDataSource(
                properties.url(),
                Objects.requireNonNullElse(properties.username(), ""),
                Objects.requireNonNullElse(properties.password(), ""));
        JdbcClient jdbc = JdbcClient.create(login);
        List<Long> tables = FormerSchema.tables(database);
        return Objects.requireNonNull(new TransactionTemplate(new JdbcTransactionManager(login)).execute(status -> {
            jdbc.sql("set local search_path = devhooks; " + sql).update();
            return FormerSchema.heldForLong(jdbc, tables);
        }));
    }
}
