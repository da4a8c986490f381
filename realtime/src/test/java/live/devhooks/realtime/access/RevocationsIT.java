package live.devhooks.realtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.Grant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class RevocationsIT {

    /** Pages of three, so that tests come to their ends. */
    static final AccessProperties PROPERTIES_OF_TESTS =
            new AccessProperties(Duration.ofMillis(20), Duration.ofMinutes(10), 3, Duration.ofMillis(20), 10, 20);

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final long SOURCE = 4711;

    private final Revocations revocations = new Revocations(DATABASE, PROPERTIES_OF_TESTS);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whatWasRevokedBeforeANodeStartedIsKnownWhenItHas() {
        UUID secret = UUID.randomUUID();
        revoke(PROPERTIES, SOURCE, secret);

        revocations.start();

        assertThat(revocations.include(access(SOURCE, secret))).isTrue();
        assertThat(revocations.include(access(SOURCE, UUID.randomUUID()))).isFalse();
        revocations.stop();
    }

    @Test
    void everyNodeLearnsWhatIsRevokedLater() {
        Revocations other = new Revocations(DATABASE, PROPERTIES_OF_TESTS);
        revocations.start();
        other.start();
        long source = SOURCE + 1;
        revoke(PROPERTIES, source, null);

        for (Revocations node : new Revocations[] {revocations, other}) {
            await().until(() -> node.include(access(source, UUID.randomUUID())));
            node.stop();
        }
    }

    @Test
    void pagesAreReadToTheEnd() {
        UUID[] secrets = Stream.generate(UUID::randomUUID).limit(8).toArray(UUID[]::new);
        for (UUID secret : secrets) {
            revoke(PROPERTIES, SOURCE, secret);
        }

        revocations.read(Duration.ofMinutes(1));

        assertThat(secrets).allMatch(secret -> revocations.include(access(SOURCE, secret)));
    }

    @Test
    void aRowThatIsCommittedLaterThanItsTimeIsFound() {
        revocations.start();
        UUID secret = UUID.randomUUID();
        TestPostgres.superuser(PROPERTIES)
                .sql(
                        "insert into devhooks.revocation (account_id, source_id, secret_id, revoked_at) values (?, ?, ?, now() - interval '30 s')")
                .params(UUID.randomUUID(), SOURCE, secret)
                .update();

        await().until(() -> revocations.include(access(SOURCE, secret)));
        revocations.stop();
    }

    @Test
    void aNodeThatCannotRememberMoreLetsNobodyIn() {
        DatabaseProperties crowded = TestPostgres.freshDatabase();
        try (Database database = Database.open(crowded)) {
            Revocations full = new Revocations(database, PROPERTIES_OF_TESTS);
            for (int count = 0; count <= 20; count++) {
                revoke(crowded, SOURCE, UUID.randomUUID());
            }
            full.read(Duration.ofMinutes(1));

            assertThatThrownBy(() -> full.include(access(SOURCE, UUID.randomUUID())))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whileTheStoreIsAwayWhatIsKnownStaysKnown() {
        UUID secret = UUID.randomUUID();
        revoke(PROPERTIES, SOURCE, secret);
        Database away = Database.open(PROPERTIES);
        Revocations node = new Revocations(away, PROPERTIES_OF_TESTS);
        node.start();
        away.close();

        assertThatThrownBy(() -> node.read(Duration.ofMinutes(1))).isInstanceOf(DataAccessException.class);
        assertThat(node.include(access(SOURCE, secret))).isTrue();
        node.stop();
    }

    static void revoke(DatabaseProperties database, long source, @Nullable UUID secret) {
        TestPostgres.superuser(database)
                .sql("insert into devhooks.revocation (account_id, source_id, secret_id) values (?, ?, ?)")
                .param(UUID.randomUUID())
                .param(source)
                .param(secret)
                .update();
    }

    private static Access access(long source, UUID secret) {
        return new Access(
                Grant.ofSource(UUID.randomUUID(), source, "payment-flow"),
                Access.Shown.TOKEN,
                secret,
                Optional.empty());
    }
}
