package live.devhooks.api.throttling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ThrottlesIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final Limit LIMIT = new Limit(5, Duration.ofHours(1));

    private final Throttles here = new Throttles(DATABASE.as(DatabaseRole.FRONT));
    private final Throttles there = new Throttles(DATABASE.as(DatabaseRole.FRONT));
    private final String who = UUID.randomUUID().toString();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void triesOfAllNodesCountTogether() {
        for (int count = 0; count < 5; count++) {
            (count % 2 == 0 ? here : there).take("sign-in", who, LIMIT);
        }

        assertThatThrownBy(() -> here.take("sign-in", who, LIMIT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Try again in");
        here.take("sign-in", who + "else", LIMIT);
        here.take("sign-up", who, LIMIT);
    }

    @Test
    void aTryThatIsGivenBackCanBeUsedAgain() {
        for (int count = 0; count < 20; count++) {
            here.take("sign-in", who, LIMIT);
            there.giveBack("sign-in", who, LIMIT);
        }
    }

    @Test
    void neverMoreThanTheLimitHowManyEverTryAtOnce() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            long taken = 0;
            for (Future<Boolean> attempt : many.invokeAll(Collections.<Callable<Boolean>>nCopies(40, this::isTaken))) {
                taken += attempt.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(5);
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void nobodysAddressIsKept() {
        here.take("sign-in", "somebody@example.com", LIMIT);

        assertThat(TestPostgres.superuser(PROPERTIES)
                        .sql("select id from devhooks.throttle")
                        .query(String.class)
                        .list())
                .noneMatch(id -> id.contains("somebody"));
    }

    private boolean isTaken() {
        try {
            here.take("sign-in", who, LIMIT);
            return true;
        } catch (ProblemException tooMany) {
            return false;
        }
    }
}
