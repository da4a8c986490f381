package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.devhooks.standalone.SmallDiskPostgres.Disk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's disk is really full: that of its tables, where it refuses what needs more room (SQLSTATE 53100), or that of its log
 * (WAL), where it ends and cannot start again. A node with a journal takes webhooks all the same, one without says why it does not,
 * and both go on by themselves when there is room.
 */
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More than fit on the disk of the log, and fewer than fit on that of the tables. */
    private static final int MANY = 300;

    /** Fewer than fit into the journal. */
    private static final int SOME = 20;

    private static final String CANNOT_START = "shutting down due to startup process failure";

    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    private static SmallDiskPostgres postgres;
    private static NodeProcess journaled;
    private static NodeProcess plain;

    private FillingSender toJournaled;
    private FillingSender toPlain;

    @BeforeAll
    static void start(@TempDir Path temp) throws Exception {
        assumeTrue(
                SmallDiskPostgres.isPossible(Files.createDirectory(temp.resolve("possible"))),
                "a disk that may be filled needs user namespaces and mounts (unshare -rm), which this machine does not allow");
        postgres = SmallDiskPostgres.start(Files.createDirectory(temp.resolve("small")));
        STARTED.add(postgres);
        CompletableFuture<NodeProcess> other = CompletableFuture.supplyAsync(() -> node(
                "--devhooks.ingest.journal.enabled=true",
                "--devhooks.ingest.journal.folder=" + postgres.folder(Disk.JOURNAL)));
        plain = node("--devhooks.ingest.write-timeout=2s", "--devhooks.database.connect-timeout=1s");
        STARTED.add(plain);
        journaled = other.join();
        STARTED.add(journaled);
    }

    @AfterAll
    static void stop() throws Exception {
        for (int last = STARTED.size() - 1; last >= 0; last--) {
            STARTED.get(last).close();
        }
    }

    @BeforeEach
    void signUp() {
        toJournaled = new FillingSender(journaled);
        toPlain = new FillingSender(plain);
        assertThat(toJournaled.send().statusCode()).isEqualTo(200);
        assertThat(toPlain.send().statusCode()).isEqualTo(200);
    }

    @AfterEach
    void makeRoom() throws Exception {
        for (Disk disk : Disk.values()) {
            postgres.empty(disk);
        }
    }

    @Test
    void aTableThatCannotGrowRefusesNothingWhereThereIsAJournal() throws Exception {
        postgres.fill(Disk.TABLES);
        takesWebhooks(toJournaled);
        isProblem(toPlain.sendUntilRefused(MANY), 503, "unavailable");
        assertThat(postgres.taken(Disk.JOURNAL)).isGreaterThan(FillingSender.FILLING_BYTES);
        assertThat(postgres.hasSaid("could not extend file")).isTrue();

        postgres.empty(Disk.TABLES);
        allIsThere();
    }

    @Test
    void aLogThatCannotGrowEndsPostgresAndRefusesNothingWhereThereIsAJournal() throws Exception {
        Merchant signedIn = Merchant.signUp(plain.base());
        // Again and again: what PostgreSQL deletes is room until somebody takes it.
        for (int sent = 0; sent < MANY && !postgres.hasSaid(CANNOT_START); sent++) {
            postgres.fill(Disk.LOG);
            toPlain.send();
        }
        assertThat(postgres.hasSaid("PANIC")).isTrue();
        takesWebhooks(toJournaled);
        isProblem(toPlain.send(), 503, "unavailable");
        isProblem(signedIn.get("/v1/sources"), 503, "unavailable");
        isProblem(signedIn.signIn(), 503, "unavailable");
        isProblem(Merchant.stranger(plain.base()).signIn("somebody@example.com", "anything"), 503, "unavailable");

        postgres.empty(Disk.LOG);
        allIsThere();
    }

    @Test
    void aFullDiskOfTheJournalRefusesWithAReasonUntilThereIsRoom() throws Exception {
        postgres.fill(Disk.TABLES);
        postgres.fill(Disk.JOURNAL);
        HttpResponse<String> refusal = toJournaled.sendUntilRefused(MANY);
        isProblem(refusal, 503, "unavailable");
        assertThat(refusal.body()).contains("stand-in");
        assertThat(refusal.headers().firstValue("retry-after")).contains("1");

        postgres.empty(Disk.JOURNAL);
        await().atMost(PATIENCE).until(() -> toJournaled.send().statusCode() == 200);

        postgres.empty(Disk.TABLES);
        allIsThere();
    }

    private static void takesWebhooks(FillingSender sender) {
        for (int sent = 0; sent < SOME; sent++) {
            assertThat(sender.send().statusCode()).isEqualTo(200);
        }
    }

    /** Each node takes more, and what either answered is stored, once and in its order. */
    private void allIsThere() {
        await().atMost(PATIENCE).until(() -> toPlain.send().statusCode() == 200);
        assertThat(toJournaled.send().statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> toJournaled.stored(postgres.database()).containsAll(toJournaled.answered()));
        assertThat(toPlain.stored(postgres.database()))
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(toPlain.answered());
        assertThat(toJournaled.stored(postgres.database())).isEqualTo(toJournaled.answered());
    }

    private static NodeProcess node(String... properties) {
        return NodeProcess.api(postgres.properties(), properties);
    }
}
