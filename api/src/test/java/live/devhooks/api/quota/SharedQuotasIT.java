package live.devhooks.api.quota;

import static live.devhooks.api.quota.QuotaCluster.takeAll;
import static live.devhooks.api.quota.QuotaCluster.takeFromManyThreads;
import static live.devhooks.api.quota.QuotaNode.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.api.quota.QuotaAnswer.Granted;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several nodes grant together: all that an account may have, and not one event more. */
class SharedQuotasIT {

    private static final DatabaseProperties STORE = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(STORE);

    private static final int LIMIT = 5_000;
    private static final int NODES = 4;
    private static final int LEASE_OF_MEDIUM = 8;

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
    void fourNodesGrantExactlyTheLimitTogether() throws Exception {
        List<QuotaNode> four = cluster.nodes(NODES);
        AtomicInteger turn = new AtomicInteger();

        int granted = takeFromManyThreads(
                LIMIT + 200, () -> four.get(turn.incrementAndGet() % NODES).take());

        assertThat(granted).isEqualTo(LIMIT);
        assertThat(cluster.taken()).isEqualTo(LIMIT);
        assertThat(four.stream().mapToInt(QuotaNode::asked).sum()).isLessThan(LIMIT / 2);
    }

    @Test
    void aNodeThatDiesTakesAtMostOneHundredthAlong() throws Exception {
        List<QuotaNode> four = cluster.nodes(NODES);
        QuotaNode dying = four.get(0);
        AtomicInteger turn = new AtomicInteger();

        int granted = takeFromManyThreads(LIMIT + 500, () -> {
            int number = turn.incrementAndGet();
            if (number == LIMIT / 2) {
                dying.cut();
            }
            return dying.isCut()
                    ? four.get(1 + number % (NODES - 1)).take()
                    : four.get(number % NODES).take();
        });

        // What it was about to grant at the moment would have died with it.
        assertThat(granted - dying.credit()).isBetween(LIMIT - LIMIT / 100, LIMIT);
    }

    @Test
    void whatANodeKeepsComesBackWhenAnotherNeedsIt() {
        QuotaNode idle = cluster.node();
        QuotaNode busy = cluster.node();
        idle.take("medium");
        idle.take("medium");
        assertThat(idle.meter("leased")).isEqualTo(6);

        takeAll(busy, "medium", 998);

        assertThat(idle.meter("leased")).isZero();
    }

    @Test
    void anEventThatWasNoneIsThereForAnother() {
        QuotaNode here = cluster.node();
        QuotaNode there = cluster.node();
        List<Granted> granted = new ArrayList<>();
        while (here.answer("small") instanceof Granted one) {
            granted.add(one);
        }
        assertThat(granted).hasSize(100);
        assertThat(there.take("small")).isFalse();

        granted.subList(0, 3).forEach(here::giveBack);

        await().until(() -> there.take("small"));
        assertThat(there.take("small")).isTrue();
        assertThat(there.take("small")).isTrue();
        assertThat(there.take("small")).isFalse();
    }

    @Test
    void aPlanThatAllowsMoreCountsAtOnceForAllThatWasUsed() {
        QuotaNode here = cluster.node();
        QuotaNode there = cluster.node();
        takeAll(here, "small", 100);

        takeAll(there, "double", 100);
        assertThat(here.take("small")).isFalse();
        assertThat(here.take("medium")).isTrue();
        assertThat(cluster.used()).isEqualTo(201);
    }

    @Test
    void aPlanThatAllowsLessCountsAtOnceForAllThatWasUsed() {
        QuotaNode here = cluster.node();
        QuotaNode there = cluster.node();
        for (int number = 0; number < 60; number++) {
            here.take(PLAN);
        }

        assertThat(here.take("small")).isTrue();
        takeAll(there, "small", 39);
        // Whoever has not heard of it yet does no harm to those who have.
        assertThat(here.take(PLAN)).isTrue();
        assertThat(there.take("small")).isFalse();
        assertThat(here.take("none")).isFalse();
    }

    @Test
    void whileTheStoreIsAwayEventsGoOnCreditAndAreToldLater() throws Exception {
        QuotaNode node = cluster.node();
        QuotaNode other = cluster.node();
        for (int number = 0; number < LEASE_OF_MEDIUM; number++) {
            assertThat(node.take("medium")).isTrue();
        }
        node.cut();

        assertThat(takeFromManyThreads(500, () -> node.take("medium"))).isEqualTo(500);
        assertThat(node.asked()).isLessThan(10);
        assertThat(node.meter("owed")).isEqualTo(500);
        assertThat(node.credit()).isEqualTo(500);
        node.mend();

        await().untilAsserted(() -> assertThat(node.meter("owed")).isZero());
        assertThat(cluster.taken()).isEqualTo(500 + LEASE_OF_MEDIUM);
        takeAll(other, "medium", 500 - LEASE_OF_MEDIUM);
    }
}
