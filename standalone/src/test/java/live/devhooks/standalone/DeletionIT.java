package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What is deleted leaves nothing behind, and takes nothing else along. */
@TestPropertySource(
        properties = {
            "devhooks.housekeeping.interval=100ms",
            "devhooks.usage.flush-interval=100ms",
            "spring.session.jdbc.cleanup-cron=* * * * * *"
        })
class DeletionIT extends Journey {

    private static final int EVENTS = 3;

    @Autowired
    private DatabaseProperties store;

    private JdbcClient superuser;
    private Merchant merchant;

    @BeforeEach
    void signUp() {
        superuser = TestPostgres.superuser(store);
        merchant = Merchant.signUp(base());
    }

    /** A source with everything that one can have. */
    private record Full(String slug, URI callbackUrl, String secret, String sessionSecret, long id) {}

    @Test
    void aDeletedSourceIsGoneWithAllThatIsOfItAndTheOtherIsUntouched() {
        Full deleted = full("deleted");
        Full kept = full("kept");

        assertThat(merchant.delete("/v1/sources/deleted").statusCode()).isEqualTo(204);

        await().untilAsserted(() -> assertThat(
                        merchant.callback(deleted.callbackUrl, "{}").statusCode())
                .isEqualTo(404));
        assertThat(merchant.exchange("deleted", deleted.secret).statusCode()).isEqualTo(401);
        assertThat(merchant.exchange("deleted", deleted.sessionSecret).statusCode())
                .isEqualTo(401);
        assertThat(merchant.get("/v1/sources/deleted").statusCode()).isEqualTo(404);
        await().untilAsserted(() -> assertThat(events(deleted)).isZero());
        for (String table : new String[] {"source_secret", "session_secret", "ingest_key", "source_position"}) {
            assertThat(rows(table, deleted)).as(table).isZero();
            assertThat(rows(table, kept)).as(table).isPositive();
        }

        assertThat(events(kept)).isEqualTo(EVENTS);
        assertThat(merchant.callback(kept.callbackUrl, "{}").statusCode()).isEqualTo(200);
        assertThat(events(kept)).isEqualTo(EVENTS + 1);
        assertThat(merchant.exchange("kept", kept.secret).statusCode()).isEqualTo(200);
        assertThat(merchant.exchange("kept", kept.sessionSecret).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedAccountLeavesNoRowInAnyTable() {
        Full source = full("payment-flow");
        merchant.createKey();
        merchant.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(merchant.email()));
        merchant.patch("/v1/sources/payment-flow", "{\"paused\":true}");
        await().untilAsserted(() -> isProblem(merchant.callback(source.callbackUrl, "{}"), 409, "source-paused"));
        UUID account = UUID.fromString(text(merchant.get("/v1/account"), 200, "/id"));
        String user = superuser
                .sql("select id from devhooks.app_user where account_id = ?")
                .param(account)
                .query(String.class)
                .single();
        await().untilAsserted(() -> assertThat(tablesWithRowsOf(account))
                .contains(
                        "account_key",
                        "app_user",
                        "audit_entry",
                        "event",
                        "ingest_key",
                        "password_reset",
                        "session_secret",
                        "source",
                        "source_position",
                        "source_refusal",
                        "source_secret",
                        "source_usage"));

        assertThat(merchant.delete("/v1/account").statusCode()).isEqualTo(204);

        // Which sources are gone has to be known as long as a token of one may live; it says nothing else.
        await().untilAsserted(() -> assertThat(tablesWithRowsOf(account)).isSubsetOf("revocation"));
        assertThat(count("account where id = ?", account)).isZero();
        assertThat(count("spring_session where principal_name = ?", user)).isZero();
    }

    /** Of all tables that say whose a row is, as the catalogue has them. */
    private List<String> tablesWithRowsOf(UUID account) {
        return superuser
                .sql(
                        "select table_name from information_schema.columns where table_schema = 'devhooks' and column_name = 'account_id'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> count(table + " where account_id = ?", account) > 0)
                .toList();
    }

    private int count(String rows, Object parameter) {
        return superuser
                .sql("select count(*) from devhooks." + rows)
                .param(parameter)
                .query(Integer.class)
                .single();
    }

    @Test
    void aSlugCanBeUsedAgainForASourceThatStartsAnew() {
        Full before = full("payment-flow");
        assertThat(merchant.delete("/v1/sources/payment-flow").statusCode()).isEqualTo(204);

        Full after = full("payment-flow");

        assertThat(after.id).isNotEqualTo(before.id);
        assertThat(after.callbackUrl).isNotEqualTo(before.callbackUrl);
        assertThat(merchant.exchange("payment-flow", before.secret).statusCode())
                .isEqualTo(401);
        assertThat(superuser
                        .sql("select min(seq) from devhooks.event where source_id = ?")
                        .param(after.id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aSignInThatHasRunOutIsDeleted() {
        superuser
                .sql(
                        "insert into devhooks.spring_session values ('expired', 'expired', 0, 0, 1, 1, 'nobody'), ('alive', 'alive', 0, 0, 1, 9999999999999, 'nobody')")
                .update();

        await().untilAsserted(() -> assertThat(superuser
                        .sql("select trim(primary_id) from devhooks.spring_session where principal_name = 'nobody'")
                        .query(String.class)
                        .list())
                .containsExactly("alive"));
    }

    private Full full(String slug) {
        URI callbackUrl = merchant.createSource(slug);
        String secret = merchant.createSecret(slug);
        String sessionSecret =
                merchant.createSession(slug, "order-1").get("secret").asString();
        for (int event = 0; event < EVENTS; event++) {
            assertThat(merchant.callback(callbackUrl, "{\"n\":%d}".formatted(event))
                            .statusCode())
                    .isEqualTo(200);
        }
        long id = superuser
                .sql("select source_id from devhooks.ingest_key where key = ?")
                .param(callbackUrl.getPath().substring("/in/".length()))
                .query(Long.class)
                .single();
        return new Full(slug, callbackUrl, secret, sessionSecret, id);
    }

    private int events(Full source) {
        return rows("event", source);
    }

    private int rows(String table, Full of) {
        return superuser
                .sql("select count(*) from devhooks." + table + " where source_id = ?")
                .param(of.id)
                .query(Integer.class)
                .single();
    }
}
