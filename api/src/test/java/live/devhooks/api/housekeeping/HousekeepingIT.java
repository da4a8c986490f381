package live.devhooks.api.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditProperties;
import live.devhooks.api.usage.UsageProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class HousekeepingIT {

    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(STORE);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(STORE);
    private static final int BATCH = 10;
    private static final int MAX_BATCHES = 5;

    private TestSource source = TestSource.create(SUPERUSER);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        execute(
                "truncate devhooks.account, devhooks.event, devhooks.revocation, devhooks.throttle, devhooks.quota_bucket cascade");
        source = TestSource.create(SUPERUSER);
    }

    @Test
    void sessionSecretsThatHaveRunOutAreDeletedAndRevokeNothing() {
        insertSessionSecrets(3, "-1 second");
        insertSessionSecrets(2, "1 hour");

        sweep().run();

        assertThat(count("session_secret")).isEqualTo(2);
        assertThat(count("revocation")).isZero();
    }

    @Test
    void passwordResetsThatHaveRunOutAreDeleted() {
        execute("""
                insert into devhooks.app_user (id, account_id, email, password_hash, created_at)
                values (gen_random_uuid(), '%s', 'a@example.com', '', now())
                """.formatted(source.account()));
        for (String left : List.of("-1 second", "-1 day", "1 minute")) {
            execute("""
                    insert into devhooks.password_reset (id, account_id, user_id, hash, created_at, expires_at)
                    select gen_random_uuid(), account_id, id, '%s'::bytea, now(), now() + interval '%s' from devhooks.app_user
                    """.formatted(left, left));
        }

        sweep().run();

        assertThat(count("password_reset where expires_at > now()")).isEqualTo(1);
        assertThat(count("password_reset")).isEqualTo(1);
    }

    @Test
    void ingestKeysThatWereReplacedAreDeletedWhenTheirTimeIsOver() {
        for (String left : List.of("-1 second", "1 hour")) {
            execute("""
                    insert into devhooks.ingest_key (key, source_id, account_id, created_at, valid_until)
                    values ('%s', %d, '%s', now(), now() + interval '%s')
                    """.formatted(left, source.id(), source.account(), left));
        }

        sweep().run();

        assertThat(SUPERUSER
                        .sql("select key from devhooks.ingest_key order by key")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("1 hour", "key" + source.id());
    }

    @Test
    void auditEntriesAreDeletedWhenTheirRetentionIsOver() {
        for (int age : List.of(39, 41, 500)) {
            execute("""
                    insert into devhooks.audit_entry (account_id, at, actor, action)
                    values ('%s', now() - interval '%d days', 'a', '%d')
                    """.formatted(source.account(), age, age));
        }

        sweep().run();

        assertThat(SUPERUSER
                        .sql("select action from devhooks.audit_entry")
                        .query(String.class)
                        .list())
                .containsExactly("39");
    }

    @Test
    void daysOfUsageAreDeletedWhenTheirRetentionIsOver() {
        for (int age : List.of(0, 39, 41, 500)) {
            execute("""
                    insert into devhooks.source_usage (account_id, source_id, day, accepted)
                    values ('%1$s', 1, current_date - %2$d, %2$d);
                    insert into devhooks.source_refusal (account_id, source_id, day, reason, refused)
                    values ('%1$s', 1, current_date - %2$d, 'paused', %2$d)
                    """.formatted(source.account(), age));
        }

        sweep().run();

        for (String counts : List.of("accepted from devhooks.source_usage", "refused from devhooks.source_refusal")) {
            assertThat(SUPERUSER
                            .sql("select " + counts + " order by 1")
                            .query(Long.class)
                            .list())
                    .containsExactly(0L, 39L);
        }
    }

    @Test
    void revocationsAreForgottenWhenNothingCanLiveThatTheyRevoke() {
        insertRevocation("24 hours", "gen_random_uuid()");
        insertRevocation("26 hours", "gen_random_uuid()");
        insertRevocation("26 hours", "null");

        sweep().run();

        assertThat(count("revocation where revoked_at > now() - interval '25 hours'"))
                .isEqualTo(1);
        assertThat(count("revocation")).isEqualTo(1);
    }

    @Test
    void throttlesThatAreFullAgainAreDeleted() {
        long now = System.currentTimeMillis();
        execute("insert into devhooks.throttle values ('over', '', %d), ('counting', '', %d), ('new', null, null)"
                .formatted(now - 1, now + 60_000));

        sweep().run();

        assertThat(SUPERUSER
                        .sql("select id from devhooks.throttle")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("counting", "new");
    }

    @Test
    void quotasOfDaysThatAreOverEverywhereAreDeleted() {
        execute("""
                insert into devhooks.quota_bucket (id, made_on)
                values ('over', current_date - 3), ('may last', current_date - 2), ('lasts', current_date)
                """);

        sweep().run();

        assertThat(SUPERUSER
                        .sql("select id from devhooks.quota_bucket")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("may last", "lasts");
    }

    @Test
    void theEventsOfADeletedSourceAreDeletedAndThoseOfOthersAreNot() {
        TestSource other = TestSource.create(SUPERUSER);
        insertEvents(source, 25);
        insertEvents(other, 25);
        sweep().run();
        assertThat(count("event")).isEqualTo(50);

        execute("delete from devhooks.source where id = " + source.id());
        sweep().run();

        assertThat(count("event where source_id = " + other.id())).isEqualTo(25);
        assertThat(count("event")).isEqualTo(25);
    }

    @Test
    void theEventsOfADeletedAccountAreDeleted() {
        insertEvents(source, 3);

        execute("delete from devhooks.account where id = '" + source.account() + "'");
        sweep().run();

        assertThat(count("event")).isZero();
    }

    @Test
    void aDeletedSourceIsRememberedUntilItsEventsAreGone() {
        insertEvents(source, BATCH * MAX_BATCHES + 1);
        execute("delete from devhooks.source where id = " + source.id());
        execute("update devhooks.revocation set revoked_at = now() - interval '2 days'");

        sweep().run();
        assertThat(count("event")).isEqualTo(1);
        assertThat(count("revocation")).isEqualTo(1);

        sweep().run();
        assertThat(count("event")).isZero();
        assertThat(count("revocation")).isZero();
    }

    @Test
    void aRunDeletesABoundedNumberOfEachKind() {
        insertSessionSecrets(BATCH * MAX_BATCHES + 3, "-1 second");

        sweep().run();
        assertThat(count("session_secret")).isEqualTo(3);

        sweep().run();
        assertThat(count("session_secret")).isZero();
    }

    @Test
    void nodesAtOnceDeleteWhatOneWould() throws Exception {
        TestSource other = TestSource.create(SUPERUSER);
        insertEvents(source, 30);
        insertEvents(other, 30);
        insertSessionSecrets(30, "1 hour");
        execute("delete from devhooks.source where id = " + other.id());
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            for (Future<?> node : nodes.invokeAll(Collections.nCopies(3, Executors.callable(() -> sweep().run())))) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        sweep().run();

        assertThat(count("event where source_id = " + source.id())).isEqualTo(30);
        assertThat(count("event")).isEqualTo(30);
        assertThat(count("session_secret")).isEqualTo(30);
    }

    @Test
    void whileAnotherNodeIsAtItNothingIsDoneTwice() throws Exception {
        insertSessionSecrets(3, "-1 second");
        try (var other = DATABASE.as(DatabaseRole.APP).getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                lock.execute("select pg_advisory_xact_lock(" + 0x7377656570L + ")");
            }
            sweep().run();
            assertThat(count("session_secret")).isEqualTo(3);
            other.rollback();
        }

        sweep().run();
        assertThat(count("session_secret")).isZero();
    }

    @Test
    void aChoreThatFailsIsDoneAgainAndKeepsNoOther() {
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Housekeeper housekeeper = new Housekeeper(List.of(
                chore(() -> {
                    failed.incrementAndGet();
                    throw new IllegalStateException("of the test");
                }),
                chore(done::incrementAndGet)));

        housekeeper.start();
        try {
            await().until(() -> failed.get() > 2 && done.get() > 2);
        } finally {
            housekeeper.stop();
        }
    }

    @Test
    void aStoreThatIsAwayFailsNoRun() {
        Database away = Database.open(STORE);
        Sweep sweep = sweep(away);
        away.close();

        sweep.run();
    }

    private static Chore chore(Runnable work) {
        return new Chore() {
            @Override
            public Duration pause() {
                return Duration.ofMillis(1);
            }

            @Override
            public void run() {
                work.run();
            }
        };
    }

    private static Sweep sweep() {
        return sweep(DATABASE);
    }

    private static Sweep sweep(Database database) {
        DataSource app = database.as(DatabaseRole.APP);
        return new Sweep(
                database,
                app,
                new JdbcTransactionManager(app),
                new HousekeepingProperties(Duration.ofMinutes(1), BATCH, MAX_BATCHES),
                new AuditProperties(Duration.ofDays(40)),
                new UsageProperties(ZoneOffset.UTC, Duration.ofSeconds(5), 1, Duration.ofDays(40)),
                InstantSource.system());
    }

    private void insertSessionSecrets(int count, String left) {
        execute("""
                insert into devhooks.session_secret (id, account_id, source_id, session, hash, created_at, expires_at)
                select gen_random_uuid(), '%s', %d, 's' || n, ('%s' || n)::bytea, now(), now() + interval '%s'
                from generate_series(1, %d) as n
                """.formatted(source.account(), source.id(), left, left, count));
    }

    private static void insertEvents(TestSource source, int count) {
        execute("""
                insert into devhooks.event (source_id, seq, account_id, received_at, type, reading, body_form, body)
                select %d, n, '%s', now(), 'webhook', '{}', 'TEXT', '' from generate_series(1, %d) as n
                """.formatted(source.id(), source.account(), count));
    }

    private void insertRevocation(String age, String secret) {
        execute("""
                insert into devhooks.revocation (account_id, source_id, secret_id, revoked_at)
                values ('%s', %d, %s, now() - interval '%s')
                """.formatted(source.account(), source.id() + 1, secret, age));
    }

    private static int count(String of) {
        return SUPERUSER
                .sql("select count(*) from devhooks." + of)
                .query(Integer.class)
                .single();
    }

    private static void execute(String sql) {
        SUPERUSER.sql(sql).update();
    }
}
