package live.devhooks.api.quota;

import static live.devhooks.api.quota.QuotaCluster.THREADS;
import static live.devhooks.api.quota.QuotaCluster.takeAll;
import static live.devhooks.api.quota.QuotaCluster.takeFromManyThreads;
import static live.devhooks.api.quota.QuotaNode.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import live.devhooks.api.quota.QuotaAnswer.Granted;
import live.devhooks.api.quota.QuotaAnswer.UsedUp;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one node grants of what an account may have, also while it cannot ask the store. */
class QuotasIT {

    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(STORE);
    private static final int LEASE = 40;

    private final QuotaCluster cluster = new QuotaCluster(DATABASE, TestPostgres.superuser(STORE));

    @AfterEach
    void stop() {
        cluster.stop();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyDayOfTheZoneHasAQuotaOfItsOwn() {
        QuotaNode node = cluster.node();
        node.eventsArriveAt(Instant.parse("2026-11-24T20:59:59.500Z"));
        takeAll(node, "one", 1);
        assertThat(node.answer("one")).isEqualTo(new UsedUp(1, Duration.ofDays(1), Duration.ofMillis(500)));

        node.eventsArriveAt(Instant.parse("2026-11-24T21:00:00Z"));

        assertThat(node.take("one")).isTrue();
    }

    @Test
    void aPlanWithoutEventsGrantsNone() {
        assertThat(cluster.node().take("none")).isFalse();
    }

    @Test
    void onCreditGoesAtMostWhatWasLeftWhenTheStoreWasLastHeardOf() {
        QuotaNode node = cluster.node();
        for (int number = 0; number < 95; number++) {
            node.take("small");
        }
        node.cut();

        takeAll(node, "small", 5);
    }

    @Test
    void whatIsGivenBackOnCreditIsNotOwed() {
        QuotaNode node = cluster.node();
        node.cut();
        Granted granted = (Granted) node.answer(PLAN);
        assertThat(node.meter("owed")).isEqualTo(1);

        node.giveBack(granted);

        assertThat(node.meter("owed")).isZero();
    }

    @Test
    void aDayThatSomebodyHoldsGoesOnCreditAndKeepsNoOtherAccountWaiting() throws Exception {
        QuotaNode node = cluster.node();
        UUID other = UUID.randomUUID();
        useUpLease(node);
        try (var connection = DriverManager.getConnection(STORE.url(), STORE.username(), STORE.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select 1 from devhooks.quota_bucket where id like '" + cluster.account() + "%' for update");

            assertThat(node.take()).isTrue();
            assertThat(node.answer(other, PLAN)).isInstanceOf(Granted.class);

            assertThat(node.meter("owed")).isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsOnlyTheFirstRequestsWaiting() throws Exception {
        QuotaNode node = cluster.node();
        useUpLease(node);
        node.fallSilent();
        Instant began = Instant.now();

        assertThat(takeFromManyThreads(100 * THREADS, node::take)).isEqualTo(100 * THREADS);

        assertThat(node.credit()).isEqualTo(100 * THREADS);
        assertThat(Duration.between(began, Instant.now()))
                .isLessThan(TestQuotas.PROPERTIES.answerTimeout().multipliedBy(2));
        node.speakAgain();
        await().untilAsserted(() -> assertThat(node.meter("owed")).isZero());
        assertThat(cluster.used()).isEqualTo(100 * THREADS + LEASE);
    }

    @Test
    void aNodeThatStopsGivesBackWhatItKeeps() {
        QuotaNode node = cluster.node();
        node.take();
        node.take();
        assertThat(cluster.taken()).isEqualTo(LEASE);

        node.stop();

        assertThat(cluster.taken()).isEqualTo(2);
    }

    private static void useUpLease(QuotaNode node) {
        for (int number = 0; number < LEASE; number++) {
            assertThat(node.take()).isTrue();
        }
    }
}
