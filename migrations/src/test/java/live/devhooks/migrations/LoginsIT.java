package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On a PostgreSQL that somebody else runs, nobody is a superuser. */
class LoginsIT {

    private static final String ALL_ROLES =
            "devhooks_app, devhooks_ingest, devhooks_stream, devhooks_door, devhooks_front";

    private final DatabaseProperties asSuperuser = TestPostgres.freshDatabase();
    private final JdbcClient superuser = TestPostgres.superuser(asSuperuser);

    @BeforeEach
    void makeTheRoles() {
        // They are the server's: this makes them if no other test has yet.
        Database.open(TestPostgres.freshDatabase()).close();
    }

    @Test
    void anOwnerWhoIsNoSuperuserMigratesAndWorksAsEachRole() {
        login("owner_login");
        execute("grant " + ALL_ROLES + " to owner_login");
        execute("do $$ begin execute format('alter database %I owner to owner_login', current_database()); end $$");

        try (Database database = Database.open(as("owner_login", true))) {
            for (DatabaseRole role : DatabaseRole.values()) {
                assertThat(JdbcClient.create(database.as(role))
                                .sql("select current_user")
                                .query(String.class)
                                .single())
                        .isEqualTo(role.roleName());
            }
            assertThat(superuser
                            .sql(
                                    "select count(*) from pg_tables where schemaname = 'devhooks' and tableowner <> 'owner_login'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void aLoginOfOneRoleCannotTakeAnother() {
        Database.open(asSuperuser).close();
        login("stream_login");
        execute("grant devhooks_stream to stream_login");

        try (Database database = Database.open(as("stream_login", false))) {
            assertThat(JdbcClient.create(database.as(DatabaseRole.STREAM))
                            .sql("select count(*) from event")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThatThrownBy(() -> database.as(DatabaseRole.INGEST))
                    .rootCause()
                    .hasMessageContaining("permission denied to set role \"devhooks_ingest\"");
        }
    }

    @Test
    void aProcessThatDoesNotMigrateDoesNotStartOnASchemaThatIsTooOldForIt() {
        Database.open(asSuperuser).close();
        login("stream_login");
        execute("grant devhooks_stream to stream_login");
        execute("delete from devhooks.flyway_schema_history where version = "
                + "(select max(version) from devhooks.flyway_schema_history)");

        assertThatThrownBy(() -> Database.open(as("stream_login", false)))
                .hasMessageContaining("run the migrations first");
    }

    @Test
    void aProcessThatDoesNotMigrateDoesNotStartOnAnEmptyDatabase() {
        login("stream_login");

        assertThatThrownBy(() -> Database.open(as("stream_login", false)))
                .hasMessageContaining("run the migrations first");
    }

    @Test
    void whoMayNotMakeTheRolesIsToldWhatToDo() {
        login("stranger_login");
        execute("do $$ begin execute format('alter database %I owner to stranger_login', current_database()); end $$");

        assertThatThrownBy(() -> Database.open(as("stranger_login", true)))
                .hasStackTraceContaining("grant devhooks_app to stranger_login");
    }

    private void login(String name) {
        execute("drop role if exists " + name + "; create role " + name + " login password 'secret'");
    }

    private DatabaseProperties as(String login, boolean migrate) {
        DatabaseProperties defaults = TestPostgres.properties(asSuperuser.url(), login, "secret");
        return new DatabaseProperties(
                defaults.url(),
                defaults.username(),
                defaults.password(),
                defaults.listenUrl(),
                migrate,
                defaults.appConnections(),
                defaults.frontConnections(),
                defaults.ingestConnections(),
                defaults.streamConnections(),
                defaults.connectTimeout(),
                defaults.statementTimeout(),
                defaults.lockTimeout(),
                defaults.idleTransactionTimeout(),
                defaults.migrationLockTimeout(),
                defaults.migrationPatience());
    }

    private void execute(String sql) {
        superuser.sql(sql).update();
    }
}
