package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DuplicatesIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final TestSources sources = new TestSources(SUPERUSER);
    private final IngestSource source = sources.create();
    private final EventKey key = key();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theSameWebhookMakesOneEventWhateverNodeTakesItAgain() {
        assertThat(append(arrived(now))).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(append(arrived(now.plusSeconds(1)))).isInstanceOf(IngestOutcome.Duplicate.class);

        assertThat(seqs()).containsExactly(1L);
        assertThat(count("accepted")).isEqualTo(1);
        assertThat(count("duplicates")).isEqualTo(1);
    }

    @Test
    void anEventsDuplicatesAreCountedWhereverTheyCome() {
        append(other());
        append(arrived(now));
        append(arrived(now.minusSeconds(1)));
        newNode().append(List.of(arrived(now.minusMillis(2)), other(), arrived(now.minusMillis(1))), LockWait.A_MOMENT);

        assertThat(duplicates()).containsExactly("2: 3");
        assertThat(lastDuplicate()).isEqualTo(now.minusMillis(1));
    }

    @Test
    void theSameWebhookTwiceInOneBatchMakesOneEvent() {
        List<IngestOutcome> outcomes = newNode().append(List.of(arrived(now), arrived(now)), LockWait.A_MOMENT);

        assertThat(outcomes.get(0)).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(seqs()).containsExactly(1L);
        assertThat(duplicates()).containsExactly("1: 1");
    }

    @Test
    void aWebhookThatComesAgainAfterTheWindowIsAnother() {
        append(arrived(now.minus(WINDOW).minusMillis(1)));

        assertThat(append(arrived(now))).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(append(arrived(now.plusMillis(1)))).isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @Test
    void aWebhookWhoseFateWasUnknownIsFoundByWhenItArrivedHoweverLateItIsTriedAgain() {
        Instant longAgo = now.minus(Duration.ofHours(3));
        append(TestSources.event(source, "webhook", "{}", key(), now));
        IngestOutcome first = append(arrived(longAgo));

        assertThat(append(arrived(longAgo))).isEqualTo(first).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(seqs()).containsExactly(1L, 2L);
        assertThat(count("accepted")).isEqualTo(2);
        assertThat(count("duplicates")).isZero();
        assertThat(duplicates()).isEmpty();
    }

    @Test
    void aWebhookWhoseFateWasUnknownIsFoundAlsoByANodeWhoseClockIsAhead() {
        EventKey callback = EventKey.ofIdentity("stk ws_CO_9 0", Optional.empty(), IngestProperties.CALLBACK_WINDOW);
        Instant ahead = now.plus(Duration.ofMinutes(30));
        IngestOutcome first = append(TestSources.event(source, "webhook", "{}", callback, ahead));

        assertThat(append(TestSources.event(source, "webhook", "{}", callback, ahead)))
                .isEqualTo(first)
                .isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(append(TestSources.event(source, "webhook", "{}", callback, ahead.plusMillis(1))))
                .isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(seqs()).containsExactly(1L);
        assertThat(lastDuplicate()).isBefore(ahead);
    }

    @Test
    void aClockThatIsAheadByLessThanTheWindowChangesNothing() {
        Instant ahead = now.plus(WINDOW.dividedBy(2));
        IngestOutcome first = append(arrived(ahead));

        assertThat(append(arrived(ahead))).isEqualTo(first).isInstanceOf(IngestOutcome.Accepted.class);
        assertThat(append(arrived(now.plusSeconds(1)))).isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(seqs()).containsExactly(1L);
    }

    @Test
    void whatANodeTookWhoseClockIsAheadByMoreThanTheWindowIsADuplicateOnOthers() {
        append(arrived(now.plus(WINDOW.multipliedBy(2))));

        assertThat(append(arrived(now.plusSeconds(1)))).isInstanceOf(IngestOutcome.Duplicate.class);
        assertThat(seqs()).containsExactly(1L);
    }

    @Test
    void sourcesDoNotShareTheirWebhooks() {
        append(arrived(now));

        assertThat(append(TestSources.event(sources.create(), "webhook", "{}", key, now)))
                .isInstanceOf(IngestOutcome.Accepted.class);
    }

    @Test
    void duplicatesLeaveNoGapAmongOthers() {
        newNode()
                .append(
                        List.of(arrived(now), other(), arrived(now), other(), arrived(now), other()),
                        LockWait.A_MOMENT);

        assertThat(seqs()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(count("accepted")).isEqualTo(4);
        assertThat(count("duplicates")).isEqualTo(2);
    }

    @Test
    void nodesThatTakeTheSameWebhooksAtTheSameMomentMakeOneEventOfEach() throws Exception {
        List<EventKey> keys = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            keys.add(key());
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            running.add(nodes.submit(() -> {
                EventStore store = newNode();
                keys.forEach(each -> store.append(
                        List.of(TestSources.event(source, "webhook", "{}", each, Instant.now())), LockWait.A_MOMENT));
            }));
        }
        for (Future<?> node : running) {
            node.get();
        }
        nodes.shutdown();

        assertThat(seqs()).hasSize(100);
        assertThat(count("duplicates")).isEqualTo(300);
    }

    @Test
    void aKeyIsOfTheIdentityAndTheSessionOfTheUrlOrOfTheBody() {
        Optional<SessionName> session = SessionName.of("order-1");
        EventKey one = EventKey.ofIdentity("stk ws_CO_1 0", session, WINDOW);

        assertThat(EventKey.ofIdentity("stk ws_CO_1 0", session, WINDOW)).isEqualTo(one);
        assertThat(EventKey.ofIdentity("stk ws_CO_1 1032", session, WINDOW)).isNotEqualTo(one);
        assertThat(EventKey.ofIdentity("stk ws_CO_1 0", SessionName.of("order-2"), WINDOW))
                .isNotEqualTo(one);
        assertThat(ofBody("{}", "application/json")).isEqualTo(ofBody("{}", "application/json"));
        assertThat(ofBody("{ }", "application/json")).isNotEqualTo(ofBody("{}", "application/json"));
        assertThat(ofBody("{}", "text/plain")).isNotEqualTo(ofBody("{}", "application/json"));
    }

    private static EventKey ofBody(String body, String contentType) {
        return EventKey.ofBody(body.getBytes(UTF_8), contentType, Optional.empty(), WINDOW);
    }

    private static EventKey key() {
        return new EventKey(UUID.randomUUID(), WINDOW);
    }

    private IncomingEvent arrived(Instant at) {
        return TestSources.event(source, "webhook", "{}", key, at);
    }

    private IncomingEvent other() {
        return TestSources.event(source, "{}");
    }

    private static EventStore newNode() {
        return TestSources.store(DATABASE);
    }

    private static IngestOutcome append(IncomingEvent event) {
        return newNode().append(List.of(event), LockWait.A_MOMENT).get(0);
    }

    /** Of each event that has any, how many: {@code seq: count}. */
    private List<String> duplicates() {
        return SUPERUSER
                .sql("select seq || ': ' || duplicates from devhooks.event_duplicate where source_id = ? order by seq")
                .param(source.id())
                .query(String.class)
                .list();
    }

    private Instant lastDuplicate() {
        return SUPERUSER
                .sql("select max(last_at) from devhooks.event_duplicate where source_id = ?")
                .param(source.id())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private List<Long> seqs() {
        return SUPERUSER
                .sql("select seq from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query(Long.class)
                .list();
    }

    private long count(String what) {
        return SUPERUSER
                .sql("select sum(" + what + ") from devhooks.source_usage where source_id = ?")
                .param(source.id())
                .query(Long.class)
                .single();
    }
}
