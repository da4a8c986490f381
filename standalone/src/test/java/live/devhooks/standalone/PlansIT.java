package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What one account's requests read does not grow with the number of accounts: 1,000 of them with 10 sources each. */
@SpringBootTest(classes = StandaloneApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(PlansIT.Recording.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansIT {

    private static final int OTHER_ACCOUNTS = 1_000;
    private static final int SOURCES = 10;

    /** More rows than any single statement of an account with so many sources has to read from a table. */
    private static final int MOST_ROWS = 50;

    private static final Set<String> BIG = Set.of(
            "account",
            "app_user",
            "source",
            "ingest_key",
            "source_position",
            "source_secret",
            "session_secret",
            "account_key",
            "audit_entry",
            "throttle",
            "spring_session",
            "spring_session_attributes");

    /** Those of tenants' data, and of what comes before an account is known. */
    private static final Set<String> STORES = Set.of("dataSource", "frontDataSource");

    private static final Path REPORT = Path.of("target", "plans.txt");
    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(STORE);
    private static final RecordedPlans PLANS = new RecordedPlans();

    @LocalServerPort
    private int port;

    private Merchant merchant;
    private Merchant automaton;
    private String secret;

    @TestConfiguration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        static BeanPostProcessor recordPlans() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return STORES.contains(name) ? PLANS.of((DataSource) bean) : bean;
                }
            };
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory("devhooks");
        registry.add("devhooks.data", data::toString);
        RecordedPlans.SETTINGS.forEach(setting -> execute("do $$ begin execute format('alter database %I set "
                + setting.replace("'", "''") + "', current_database()); end $$"));
        registry.add("devhooks.accounts.hash-strength", () -> "4");
        registry.add("management.server.port", () -> "0");
        registry.add("devhooks.database.url", STORE::url);
        registry.add("devhooks.database.username", STORE::username);
        registry.add("devhooks.database.password", STORE::password);
    }

    @BeforeAll
    void fill() throws IOException {
        URI base = URI.create("http://localhost:" + port);
        merchant = Merchant.signUp(base);
        for (int source = 0; source < SOURCES; source++) {
            merchant.createSource("source-" + source);
        }
        secret = merchant.createSecret("source-1");
        automaton = Merchant.showing(base, merchant.createKey());
        fillOthers();
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "");
    }

    @Test
    void listOfSources() {
        boundedAndBy(
                "list of sources",
                Set.of("source", "ingest_key"),
                () -> merchant.get("/v1/sources").statusCode());
    }

    @Test
    void sourceBySlug() {
        boundedAndBy(
                "source by slug",
                Set.of("source", "ingest_key"),
                () -> merchant.get("/v1/sources/source-1").statusCode());
    }

    @Test
    void signIn() {
        boundedAndBy(
                "sign-in",
                Set.of("app_user", "throttle", "spring_session"),
                () -> merchant.signIn().statusCode());
    }

    @Test
    void accountOfKey() {
        boundedAndBy(
                "account of key",
                Set.of("account_key"),
                () -> automaton.get("/v1/account").statusCode());
    }

    @Test
    void grantOfSecret() {
        boundedAndBy(
                "grant of secret",
                Set.of("source_secret", "source"),
                () -> merchant.exchange("source-1", secret).statusCode());
    }

    @Test
    void auditLog() {
        boundedAndBy(
                "audit log",
                Set.of("audit_entry"),
                () -> merchant.get("/v1/audit").statusCode());
    }

    private void boundedAndBy(String what, Set<String> tables, IntSupplier request) {
        PLANS.take();

        assertThat(request.getAsInt()).isEqualTo(200);

        List<String> plans = PLANS.take();
        report(what, plans);
        List<String> read = new ArrayList<>();
        plans.forEach(plan -> visit(Merchant.JSON.readTree(plan).get("Plan"), node -> {
            read.add(node.path("Relation Name").asString(""));
            assertBounded(node);
        }));
        assertThat(read).containsAll(tables);
    }

    private static void assertBounded(JsonNode node) {
        if (BIG.contains(node.path("Relation Name").asString(""))) {
            assertThat(node.get("Node Type").asString()).as(node.toString()).isNotEqualTo("Seq Scan");
        }
        double loops = node.path("Actual Loops").asDouble(0);
        assertThat(loops
                        * (node.path("Actual Rows").asDouble(0)
                                + node.path("Rows Removed by Filter").asDouble(0)
                                + node.path("Rows Removed by Index Recheck").asDouble(0)))
                .as(node.toString())
                .isLessThanOrEqualTo(MOST_ROWS);
    }

    private static void visit(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.path("Plans").forEach(child -> visit(child, visitor));
    }

    private static void report(String what, List<String> plans) {
        try {
            Files.writeString(
                    REPORT,
                    "== " + what + System.lineSeparator() + String.join(System.lineSeparator(), plans)
                            + System.lineSeparator(),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fillOthers() {
        execute("""
                insert into devhooks.account (id, name, plan, created_at)
                select gen_random_uuid(), 'other', 'free', now() from generate_series(1, %d)
                """.formatted(OTHER_ACCOUNTS));
        execute("""
                insert into devhooks.app_user (id, account_id, email, password_hash, created_at)
                select gen_random_uuid(), id, id || '@example.com', '', now() from devhooks.account where name = 'other'
                """);
        execute("""
                insert into devhooks.account_key (id, account_id, name, prefix, hash, created_at)
                select gen_random_uuid(), id, 'key', 'ak_', id::text::bytea, now() from devhooks.account where name = 'other'
                """);
        execute("""
                insert into devhooks.source (id, account_id, slug, name, paused, created_at)
                select (random() * 9e18)::bigint, id, 'source-' || n, 'a source', false, now()
                from devhooks.account, generate_series(0, %d - 1) as n where name = 'other'
                """.formatted(SOURCES));
        execute("""
                insert into devhooks.ingest_key (key, source_id, account_id, created_at)
                select 'key' || id, id, account_id, now() from devhooks.source where name = 'a source'
                """);
        execute("""
                insert into devhooks.source_position (source_id, account_id)
                select id, account_id from devhooks.source where name = 'a source'
                """);
        execute("""
                insert into devhooks.source_secret (id, account_id, source_id, name, prefix, hash, created_at)
                select gen_random_uuid(), account_id, id, 'secret', 'sk_', id::text::bytea, now()
                from devhooks.source where name = 'a source'
                """);
        execute("""
                insert into devhooks.session_secret (id, account_id, source_id, session, hash, created_at, expires_at)
                select gen_random_uuid(), account_id, id, 'order', ('ss' || id)::bytea, now(), now() + interval '1 day'
                from devhooks.source where name = 'a source'
                """);
        execute("""
                insert into devhooks.audit_entry (account_id, at, actor, action)
                select account_id, now(), 'somebody', 'source.created' from devhooks.source where name = 'a source'
                """);
        execute("""
                insert into devhooks.throttle (id, state, expires_at)
                select 'sign-in-address:' || id, decode('00', 'hex'), 9999999999999 from devhooks.source
                """);
        execute("""
                insert into devhooks.spring_session
                select id, id, 0, 0, 1209600, 9999999999999, account_id
                from (select left(id || account_id::text, 36) as id, account_id from devhooks.source) as other
                """);
        execute("""
                insert into devhooks.spring_session_attributes
                select primary_id, 'SPRING_SECURITY_CONTEXT', decode('00', 'hex') from devhooks.spring_session
                where primary_id not in (select session_primary_id from devhooks.spring_session_attributes)
                """);
        execute("analyze");
    }

    private static void execute(String sql) {
        SUPERUSER.sql(sql).update();
    }
}
