package live.devhooks.api.ingestion;

import static live.devhooks.api.ingestion.JournaledNode.AFTER;
import static live.devhooks.api.ingestion.JournaledNode.JOURNALED;
import static live.devhooks.api.ingestion.JournaledNode.SUPERUSER;
import static live.devhooks.api.ingestion.JournaledNode.bodies;
import static live.devhooks.api.ingestion.JournaledNode.holdPosition;
import static live.devhooks.api.ingestion.JournaledNode.numbers;
import static live.devhooks.api.ingestion.JournaledNode.superuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events while PostgreSQL is away, in each of the ways in which it can be, or only seems to be. */
class StoreAwayIT {

    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DISK_IS_FULL = """
            create function devhooks.disk_is_full() returns trigger language plpgsql as $$
            begin
                raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
            end
            $$;
            create trigger disk_is_full before insert on devhooks.event
                for each row execute function devhooks.disk_is_full()
            """;

    private JournaledNode node;
    private volatile boolean sending;

    @BeforeEach
    void start(@TempDir Path temp) throws IOException {
        node = JournaledNode.start(temp.resolve("journal"));
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void whileNobodyListensEventsAreTakenAndEnterTheStoreInOrderAfterwards() throws Exception {
        IngestSource source = node.createSource();
        assertThat(node.write(TestSources.event(source, "0"))).isInstanceOf(IngestOutcome.Accepted.class);

        node.proxy().refuse();
        for (int number = 1; number <= 300; number++) {
            assertThat(node.write(source, number)).isEqualTo(JOURNALED);
        }
        assertThat(node.journal().events()).isEqualTo(300);
        // Known from when the journal is first tried on the store, which a fast writer of 300 events may come before.
        await().until(() -> node.journal().oldest().isPresent());
        node.proxy().recover();

        node.awaitDirect();
        assertThat(node.write(source, 301)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(0, 301));
        assertThat(node.journal().bytes()).isZero();
    }

    @Test
    void aStoreThatHangsKeepsNobodyWaitingForLong() throws Exception {
        IngestSource source = node.createSource();
        assertThat(node.write(source, 0)).isInstanceOf(IngestOutcome.Accepted.class);

        node.proxy().swallow();
        List<Future<IngestOutcome>> first = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            first.add(node.submit(source, number));
            int waiting = number - 1;
            await().until(() -> node.waiting() == waiting);
        }
        for (Future<IngestOutcome> outcome : first) {
            // Within its time, which is not that of the request.
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo(JOURNALED);
        }
        for (int number = 4; number <= 50; number++) {
            assertThat(node.write(source, number)).isEqualTo(JOURNALED);
        }
        node.proxy().recover();

        node.awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(0, 50));
    }

    @Test
    void aCommitOfWhichNobodyLearntMakesOneEvent() throws Exception {
        IngestSource source = node.createSource();
        try (HeldCommits held = HeldCommits.in(JournaledNode.DIRECT)) {
            Future<IngestOutcome> inDoubt = node.submit(source, 1);
            held.awaitOne();
            node.proxy().cut();
            assertThat(inDoubt.get(5, TimeUnit.SECONDS)).isEqualTo(JOURNALED);
            assertThat(node.write(source, 2)).isEqualTo(JOURNALED);
        }

        node.awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 2));
    }

    @Test
    void aServerThatOnlyReadsIsAwayAndItsConnectionsAreNotUsedAgain() throws Exception {
        IngestSource source = node.createSource();
        assertThat(node.write(source, 0)).isInstanceOf(IngestOutcome.Accepted.class);
        try (Connection before = superuser();
                Statement statement = before.createStatement()) {
            String name = SUPERUSER
                    .sql("select current_database()")
                    .query(String.class)
                    .single();
            statement.execute("alter database " + name + " set default_transaction_read_only = on");
            node.proxy().cut();
            assertThat(node.write(source, 1)).isEqualTo(JOURNALED);
            await().until(() -> !node.isDirect());
            assertThat(node.write(source, 2)).isEqualTo(JOURNALED);
            statement.execute("alter database " + name + " reset default_transaction_read_only");
        }

        node.awaitDirect();
        assertThat(node.write(source, 3)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(bodies(source)).isEqualTo(numbers(0, 3));
    }

    @Test
    void aStoreWhoseDiskIsFullIsAwayUntilItHasRoom() throws Exception {
        IngestSource source = node.createSource();
        SUPERUSER.sql(DISK_IS_FULL).update();
        try {
            for (int number = 1; number <= 10; number++) {
                assertThat(node.write(source, number)).isEqualTo(JOURNALED);
            }
        } finally {
            SUPERUSER.sql("drop function devhooks.disk_is_full cascade").update();
        }

        node.awaitDirect();
        assertThat(bodies(source)).isEqualTo(numbers(1, 10));
    }

    @Test
    void aSourceWhoseRowIsHeldSendsNobodyToTheJournal() throws Exception {
        IngestSource held = node.createSource();
        IngestSource free = node.createSource();
        Future<IngestOutcome> waits;
        try (Connection blocker = holdPosition(held)) {
            waits = node.submit(held, 1);
            Instant end = Instant.now().plus(AFTER.multipliedBy(2));
            while (Instant.now().isBefore(end)) {
                assertThat(node.write(TestSources.event(free, "{}"))).isInstanceOf(IngestOutcome.Accepted.class);
            }
            blocker.rollback();
        }
        assertThat(waits.get(5, TimeUnit.SECONDS)).isInstanceOf(IngestOutcome.Accepted.class);
    }

    @Test
    void underLoadNothingIsRefusedAndNothingLostWhateverHappensToTheStore() throws Exception {
        List<IngestSource> each = IntStream.range(0, SENDERS)
                .mapToObj(sender -> node.createSource())
                .toList();
        List<Future<Integer>> senders = new ArrayList<>();
        List<Failure> failures =
                List.of(TcpProxy::cut, TcpProxy::refuse, TcpProxy::swallow, TcpProxy::cut, TcpProxy::swallowAnswers);
        sending = true;
        for (IngestSource source : each) {
            senders.add(node.submit(() -> send(source)));
        }
        for (Failure failure : failures) {
            long before = node.journal().events();
            failure.happens(node.proxy());
            await().atMost(PATIENCE).until(() -> node.journal().events() > before + 50 || node.isDirect());
            node.proxy().recover();
            node.awaitDirect();
        }
        sending = false;

        for (int sender = 0; sender < SENDERS; sender++) {
            int sent = senders.get(sender).get(30, TimeUnit.SECONDS);
            node.awaitDirect();
            assertThat(bodies(each.get(sender))).isEqualTo(numbers(1, sent));
        }
    }

    /** One after the other, until it is enough; says how many. */
    private int send(IngestSource source) {
        int number = 0;
        while (sending) {
            number++;
            assertThat(node.write(source, number))
                    .isInstanceOfAny(IngestOutcome.Accepted.class, IngestOutcome.Journaled.class);
        }
        return number;
    }

    private interface Failure {
        void happens(TcpProxy proxy) throws IOException, InterruptedException;
    }
}
