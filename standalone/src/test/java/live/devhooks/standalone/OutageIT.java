package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL goes away under load, for a while or by {@code kill -9}, alone or with the api node: nothing is refused, and what was
 * answered is there once and in its order. {@code -Ddevhooks.test.outage=60s} and {@code -Ddevhooks.test.kills=10} have more of it.
 */
class OutageIT {

    private static final Duration OUTAGE = Duration.parse("PT" + System.getProperty("devhooks.test.outage", "2s"));
    private static final int KILLS = Integer.getInteger("devhooks.test.kills", 1);
    private static final int ANSWERS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path temp;

    private static MortalPostgres postgres;
    private static volatile NodeProcess node;

    private Merchant merchant;
    private String path;

    @BeforeAll
    static void start() throws IOException {
        postgres = MortalPostgres.start(temp.resolve("postgres"));
        node = api();
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
        postgres.close();
    }

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(node.base());
        path = merchant.createSource("payment-flow").getPath();
    }

    @Test
    void anOutageRefusesNothingAndLosesNothing() throws Exception {
        try (Senders senders = senders()) {
            senders.awaitAnswers(ANSWERS);

            postgres.stop();
            Instant back = Instant.now().plus(OUTAGE);
            do {
                senders.awaitAnswers(ANSWERS);
            } while (Instant.now().isBefore(back));
            postgres.start();
            senders.awaitAnswers(ANSWERS);

            senders.endAndCheck(database());
            assertThat(senders.unanswered()).isZero();
        }
    }

    @Test
    void eachKillOfPostgresLeavesNobodyWithoutAnAnswer() throws Exception {
        try (Senders senders = senders()) {
            for (int kill = 0; kill < KILLS; kill++) {
                senders.awaitAnswers(ANSWERS);
                // By turns while events go to PostgreSQL at once, and while the journal does.
                if (kill % 2 == 0) {
                    await().atMost(PATIENCE).until(this::isJournalEmpty);
                }
                postgres.kill();
                senders.awaitAnswers(ANSWERS);
                postgres.start();
            }
            senders.awaitAnswers(ANSWERS);

            senders.endAndCheck(database());
            assertThat(senders.unanswered()).isZero();
        }
    }

    @Test
    void whatWasAnsweredSurvivesEachKillOfTheNode() throws Exception {
        try (Senders senders = senders()) {
            for (int kill = 0; kill < KILLS; kill++) {
                senders.awaitAnswers(ANSWERS);
                node.kill();
                node = api();
            }
            senders.awaitAnswers(ANSWERS);

            senders.endAndCheck(database());
            assertThat(senders.unanswered()).isGreaterThanOrEqualTo(KILLS);
        }
    }

    @Test
    void whatWasAnsweredSurvivesEachKillOfBoth() throws Exception {
        try (Senders senders = senders()) {
            for (int kill = 0; kill < KILLS; kill++) {
                senders.awaitAnswers(ANSWERS);
                postgres.kill();
                senders.awaitAnswers(ANSWERS);
                node.kill();
                postgres.start();
                node = api();
            }
            senders.awaitAnswers(ANSWERS);

            senders.endAndCheck(database());
            assertThat(senders.unanswered()).isGreaterThanOrEqualTo(KILLS);
        }
    }

    private boolean isJournalEmpty() {
        HttpRequest.Builder metrics = HttpRequest.newBuilder(node.management().resolve("/actuator/prometheus"));
        return merchant.send(metrics).body().lines().anyMatch("devhooks_journal_events 0.0"::equals);
    }

    private Senders senders() {
        return new Senders(merchant, () -> node.base().resolve(path));
    }

    private static NodeProcess api() {
        return NodeProcess.api(
                postgres.properties(),
                "--devhooks.ingest.journal.enabled=true",
                "--devhooks.ingest.journal.folder=" + temp.resolve("journal"),
                "--devhooks.plans.free.daily-events=10000000",
                "--devhooks.plans.free.burst=100000");
    }

    private static JdbcClient database() {
        return TestPostgres.superuser(postgres.properties());
    }
}
