package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.JournaledNode.JOURNALED;
import static live.devhooks.api.ingestion.JournaledNode.SUPERUSER;
import static live.devhooks.api.ingestion.JournaledNode.bodies;
import static live.devhooks.api.ingestion.JournaledNode.holdPosition;
import static live.devhooks.api.ingestion.JournaledNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How what waits in the journal gets into the store, and what else happens to it. */
class JournalDrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private JournaledNode node;

    @BeforeEach
    void start(@TempDir Path temp) throws IOException {
        node = JournaledNode.start(temp.resolve("journal"));
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void aFullJournalRefusesWithAReasonAndTakesAgainByItself() throws Exception {
        node.stop();
        node.startAgain(4_000);
        IngestSource source = node.createSource();
        node.proxy().refuse();

        int taken = 0;
        while (node.write(source, taken + 1).equals(JOURNALED)) {
            taken++;
        }
        assertThat(taken).isBetween(10, 100);
        assertThat(node.write(source, taken + 1)).isEqualTo(new IngestOutcome.JournalFull());
        node.proxy().recover();

        node.awaitDirect();
        assertThat(node.write(source, taken + 1)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(1, taken + 1));
    }

    @Test
    void whatWaitsWhenTheNodeStopsIsWrittenByTheNextOneBeforeAllElse() throws Exception {
        IngestSource source = node.createSource();
        node.proxy().refuse();
        for (int number = 1; number <= 200; number++) {
            assertThat(node.write(source, number)).isEqualTo(JOURNALED);
        }
        node.stop();
        assertThat(bodies(source)).isEmpty();

        node.proxy().recover();
        node.startAgain();
        for (int number = 201; number <= 210; number++) {
            assertThat(node.write(source, number))
                    .isInstanceOfAny(IngestOutcome.Journaled.class, IngestOutcome.Accepted.class);
        }

        node.awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 210));
    }

    @Test
    void whatNobodyCanStoreDoesNotKeepTheRest() throws Exception {
        IngestSource deleted = node.createSource();
        IngestSource source = node.createSource();
        node.proxy().refuse();
        assertThat(node.write(source, 1)).isEqualTo(JOURNALED);
        assertThat(node.write(deleted, 1)).isEqualTo(JOURNALED);
        assertThat(node.write(TestSources.event(source, "no text of PostgreSQL's: \0", "{}")))
                .isInstanceOf(IngestOutcome.Journaled.class);
        assertThat(node.write(source, 2)).isEqualTo(JOURNALED);
        SUPERUSER
                .sql("delete from devhooks.source where id = ?")
                .param(deleted.id())
                .update();
        node.proxy().recover();

        node.awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 2));
        assertThat(bodies(deleted)).isEmpty();
        assertThat(node.journal().aside()).isEqualTo(1);
        try (Stream<Path> files = Files.list(node.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".refused")))
                    .singleElement()
                    .satisfies(file -> assertThat(EventCodec.decode(Files.readAllBytes(file))
                                    .source()
                                    .id())
                            .isEqualTo(source.id()));
        }
    }

    @Test
    void aSourceWhoseRowIsHeldWhileTheJournalIsDrainedHoldsUpNoOtherAndKeepsItsOrder() throws Exception {
        IngestSource held = node.createSource();
        IngestSource free = node.createSource();
        node.proxy().refuse();
        for (int number = 1; number <= 5; number++) {
            assertThat(node.write(held, number)).isEqualTo(JOURNALED);
            assertThat(node.write(free, number)).isEqualTo(JOURNALED);
        }
        try (Connection blocker = holdPosition(held)) {
            node.proxy().recover();
            await().atMost(PATIENCE).until(() -> bodies(free).size() == 5);
            for (int number = 6; number <= 20; number++) {
                assertThat(node.write(held, number)).isEqualTo(JOURNALED);
                assertThat(node.write(free, number)).isEqualTo(JOURNALED);
            }
            await().atMost(PATIENCE).until(() -> bodies(free).size() == 20);
            assertThat(bodies(held)).isEmpty();
            blocker.rollback();
        }

        node.awaitDirect();
        assertThat(bodies(held)).isEqualTo(numbers(1, 20));
        assertThat(bodies(free)).isEqualTo(numbers(1, 20));
    }
}
