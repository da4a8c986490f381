package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MigrationsIT {

    private static DatabaseProperties properties = TestPostgres.freshDatabase();
    private static Database database = Database.open(properties);

    private final UUID mine = UUID.randomUUID();
    private final UUID theirs = UUID.randomUUID();

    @BeforeAll
    static void open() {
        assertThat(jdbc(DatabaseRole.APP)
                        .sql("select current_user")
                        .query(String.class)
                        .single())
                .isEqualTo("devhooks_app");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anOpenedDatabaseCanBeOpenedAgain() {
        try (Database again = Database.open(properties)) {
            assertThat(JdbcClient.create(again.as(DatabaseRole.STREAM))
                            .sql("select count(*) from event")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void everyTableWithAnAccountIsHeldByRowLevelSecurity() {
        List<String> open = owner().sql("""
                select c.relname from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'devhooks' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
                """).query(String.class).list();

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "flyway_schema_history",
                        "spring_session",
                        "spring_session_attributes",
                        "throttle",
                        "token_key");
    }

    @Test
    void anAccountSeesAndWritesItsOwnRowsOnly() {
        insertAccount(mine, mine);
        insertAccount(theirs, theirs);

        assertThat(visibleAccounts(mine)).containsExactly(mine);
        assertThatThrownBy(() -> insertAccount(mine, UUID.randomUUID()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void withoutAnAccountNothingIsSeenAndNothingWritten() {
        insertAccount(mine, mine);

        assertThat(jdbc(DatabaseRole.APP)
                        .sql("select id from account")
                        .query(UUID.class)
                        .list())
                .isEmpty();
        assertThatThrownBy(() -> jdbc(DatabaseRole.APP)
                        .sql("insert into account values (gen_random_uuid(), 'x', 'free', now())")
                        .update())
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void whoReadsStreamsSeesOnlyThePublicHalfOfATokenKey() {
        assertThat(jdbc(DatabaseRole.STREAM)
                        .sql("select id, public_key from token_key")
                        .query()
                        .listOfRows())
                .isEmpty();
        assertThatThrownBy(() -> jdbc(DatabaseRole.STREAM)
                        .sql("select private_key from token_key")
                        .query()
                        .listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static void insertAccount(UUID as, UUID id) {
        inTransactionOf(
                as,
                jdbc -> jdbc.sql("insert into account values (?, 'x', 'free', now())")
                        .param(id)
                        .update());
    }

    private static List<UUID> visibleAccounts(UUID as) {
        return inTransactionOf(
                as, jdbc -> jdbc.sql("select id from account").query(UUID.class).list());
    }

    private static <T> T inTransactionOf(UUID account, java.util.function.Function<JdbcClient, T> work) {
        DataSource app = database.as(DatabaseRole.APP);
        JdbcClient jdbc = JdbcClient.create(app);
        T result = new TransactionTemplate(new JdbcTransactionManager(app)).execute(status -> {
            jdbc.sql("select set_config('devhooks.account', ?, true)")
                    .param(account.toString())
                    .query(String.class)
                    .single();
            return work.apply(jdbc);
        });
        return java.util.Objects.requireNonNull(result);
    }

    private static JdbcClient jdbc(DatabaseRole role) {
        return JdbcClient.create(database.as(role));
    }

    private static JdbcClient owner() {
        return TestPostgres.superuser(properties);
    }
}
