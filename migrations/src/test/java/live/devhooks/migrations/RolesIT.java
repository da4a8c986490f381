package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the roles of the processes may do at all, whatever the rows. */
class RolesIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final String DOOR = "devhooks_door";

    @BeforeAll
    static void migrate() {
        Database.open(PROPERTIES).close();
    }

    @Test
    void noRoleOwnsATableOrASchemaOrMayMakeOne() {
        assertThat(strings("""
                select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'devhooks\\_%'
                """)).isEmpty();
        assertThat(strings("""
                select r.rolname from pg_roles r
                where r.rolname like 'devhooks\\_%' and has_schema_privilege(r.oid, 'devhooks', 'create')
                """)).isEmpty();
        assertThat(strings("""
                select distinct r.rolname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname like 'devhooks\\_%'
                """)).containsExactly(DOOR);
    }

    @Test
    void noRoleIsAboveRowLevelSecurityOrCanLogInOrIsAMemberOfAnother() {
        assertThat(strings("""
                select rolname from pg_roles
                where rolname like 'devhooks\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)
                """)).isEmpty();
        assertThat(strings("""
                select m.member::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member
                where r.rolname like 'devhooks\\_%'
                """)).isEmpty();
    }

    @Test
    void whoeverTakesWebhooksInOrReadsStreamsHasStatementsPlannedOnceAndByTheIndex() {
        try (Database database = Database.open(PROPERTIES)) {
            JdbcClient app = JdbcClient.create(database.as(DatabaseRole.APP));

            for (DatabaseRole role : List.of(DatabaseRole.INGEST, DatabaseRole.STREAM)) {
                JdbcClient hurried = JdbcClient.create(database.as(role));
                assertThat(setting(hurried, "plan_cache_mode")).as(role.name()).isEqualTo("force_generic_plan");
                assertThat(setting(hurried, "enable_seqscan")).as(role.name()).isEqualTo("off");
            }
            assertThat(setting(app, "plan_cache_mode")).isEqualTo("auto");
            assertThat(setting(app, "enable_seqscan")).isEqualTo("on");
        }
    }

    private static String setting(JdbcClient role, String name) {
        return role.sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource
    void aLoginOfOneRoleCannotBecomeAnother(DatabaseRole role) throws SQLException {
        String login = "only_" + role.roleName();
        execute("drop role if exists %s; create role %s login password 'secret'; grant %s to %s"
                .formatted(login, login, role.roleName(), login));

        try (Connection connection = DriverManager.getConnection(PROPERTIES.url(), login, "secret");
                Statement statement = connection.createStatement()) {
            statement.execute("set role " + role.roleName());
            others(role)
                    .forEach(other -> assertThatThrownBy(() -> statement.execute("set role " + other))
                            .hasMessageContaining("permission denied to set role"));
        }
    }

    @Test
    void everybodyHasNoPrivilege() {
        assertThat(privileges("PUBLIC")).isEmpty();
    }

    @Test
    void whoTakesEventsInCanAppendAndCountAndNothingElse() {
        assertThat(privileges("devhooks_ingest"))
                .containsExactly(
                        "account: SELECT(id,plan)",
                        "event: INSERT",
                        "event_duplicate: INSERT",
                        "event_duplicate: SELECT",
                        "event_duplicate: UPDATE(duplicates,last_at)",
                        "event_key: INSERT",
                        "event_key: SELECT",
                        "ingest_key: SELECT",
                        "quota_bucket: INSERT(id,state)",
                        "quota_bucket: SELECT",
                        "quota_bucket: UPDATE(state,taken)",
                        "source: SELECT(account_id,allowed_addresses,burst,id,paused,session_pointer)",
                        "source_position: SELECT",
                        "source_position: UPDATE(burst_until,last_received_at,last_seq)",
                        "source_refusal: INSERT",
                        "source_refusal: SELECT",
                        "source_refusal: UPDATE(refused)",
                        "source_usage: INSERT",
                        "source_usage: SELECT(accepted,account_id,day,duplicates,source_id)",
                        "source_usage: UPDATE(accepted,duplicates)");
        assertThat(functions("devhooks_ingest")).containsExactly("current_account", "make_event_partitions");
    }

    @Test
    void whatIsLeftOfAQuotaIsForNobodyElse() {
        for (DatabaseRole role : DatabaseRole.values()) {
            if (role != DatabaseRole.INGEST) {
                assertThat(privileges(role.roleName()).stream().map(RolesIT::table))
                        .as(role.roleName())
                        .doesNotContain("quota_bucket");
            }
        }
    }

    @Test
    void whoReadsStreamsChangesNothingButHowFarTheyWereRead() {
        assertThat(privileges("devhooks_stream"))
                .containsExactly(
                        "consumer_position: INSERT",
                        "consumer_position: SELECT",
                        "consumer_position: UPDATE(moved_at,seq)",
                        "delivery: INSERT",
                        "delivery: SELECT",
                        "delivery: UPDATE(acknowledged_at,sent_at)",
                        "event: SELECT",
                        "flyway_schema_history: SELECT",
                        "revocation: SELECT(id,revoked_at,secret_id,source_id)",
                        "source_position: SELECT",
                        "token_key: SELECT(created_at,id,public_key)");
        assertThat(functions("devhooks_stream"))
                .containsExactly("current_account", "current_accounts", "grant_of_secret");
    }

    @Test
    void whoSeesSignInsHasNoTableOfTenants() {
        assertThat(privileges("devhooks_front").stream().map(RolesIT::table).distinct())
                .containsExactly("spring_session", "spring_session_attributes", "throttle");
        assertThat(functions("devhooks_front")).containsExactly("current_account");
    }

    @Test
    void theApplicationSeesNoSignInAndChangesNoEventAndNoEntryOfTheAuditLog() {
        List<String> privileges = privileges("devhooks_app");

        assertThat(privileges.stream().map(RolesIT::table))
                .doesNotContain("spring_session", "spring_session_attributes", "throttle");
        assertThat(privileges.stream().filter(privilege -> table(privilege).equals("event")))
                .containsExactly("event: SELECT");
        assertThat(privileges.stream().filter(privilege -> table(privilege).equals("audit_entry")))
                .containsExactly("audit_entry: INSERT", "audit_entry: SELECT");
    }

    @Test
    void onlyTheApplicationFindsAccountsByCredentialsAndDeletesWhatHasRunOut() {
        assertThat(functions("devhooks_app"))
                .containsExactly(
                        "account_of_key",
                        "current_account",
                        "drop_event_partition",
                        "expired_event_partitions",
                        "grant_of_secret",
                        "make_event_partitions",
                        "sweep_audit_entries",
                        "sweep_consumer_positions",
                        "sweep_event_duplicates",
                        "sweep_events",
                        "sweep_ingest_keys",
                        "sweep_password_resets",
                        "sweep_quota_buckets",
                        "sweep_revocations",
                        "sweep_session_secrets",
                        "sweep_usage",
                        "user_of_password_reset",
                        "users_of_email");
    }

    /** Each as {@code table: PRIVILEGE}, with the columns where it is not on all of them. */
    private static List<String> privileges(String grantee) {
        return SUPERUSER.sql("""
                with whole as (
                    select table_name, privilege_type from information_schema.table_privileges
                    where table_schema = 'devhooks' and grantee = :grantee)
                select table_name || ': ' || privilege_type as privilege from whole
                union all
                select table_name || ': ' || privilege_type || '(' || string_agg(column_name, ',' order by column_name) || ')'
                from information_schema.column_privileges
                where table_schema = 'devhooks' and grantee = :grantee
                    and (table_name, privilege_type) not in (select table_name, privilege_type from whole)
                group by table_name, privilege_type
                order by privilege
                """).param("grantee", grantee).query(String.class).list();
    }

    private static String table(String privilege) {
        return privilege.substring(0, privilege.indexOf(':'));
    }

    private static List<String> functions(String role) {
        return SUPERUSER.sql("""
                select p.proname from pg_proc p
                where p.pronamespace = 'devhooks'::regnamespace and has_function_privilege(?, p.oid, 'execute')
                order by p.proname
                """).param(role).query(String.class).list();
    }

    private static Stream<String> others(DatabaseRole role) {
        return Stream.concat(Stream.of(DatabaseRole.values()).map(DatabaseRole::roleName), Stream.of(DOOR))
                .filter(other -> !other.equals(role.roleName()));
    }

    private static List<String> strings(String sql) {
        return SUPERUSER.sql(sql).query(String.class).list();
    }

    private static void execute(String sql) {
        SUPERUSER.sql(sql).update();
    }
}
