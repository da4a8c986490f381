package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventStoreIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);

    private final TestSources sources = new TestSources(SUPERUSER);
    private final EventStore store = TestSources.store(DATABASE);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void numbersTheEventsOfEachSourceForItself() {
        IngestSource one = sources.create();
        IngestSource other = sources.create();

        List<IngestOutcome> outcomes = store.append(
                List.of(TestSources.event(one, "1"), TestSources.event(other, "2"), TestSources.event(one, "3")),
                LockWait.A_MOMENT);

        assertThat(outcomes).containsExactly(accepted(one, 1), accepted(other, 1), accepted(one, 2));
        assertThat(store.append(List.of(TestSources.event(one, "4")), LockWait.A_MOMENT))
                .containsExactly(accepted(one, 3));
    }

    @Test
    void manyWritersLeaveNoGapAndNoDouble() throws Exception {
        List<IngestSource> shared = new ArrayList<>(List.of(sources.create(), sources.create(), sources.create()));
        int writers = 4;
        int batches = 50;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                EventStore nodeStore = TestSources.store(DATABASE);
                running.add(pool.submit(() -> {
                    List<IngestSource> mine = new ArrayList<>(shared);
                    for (int batch = 0; batch < batches; batch++) {
                        // Each in an order of its own, which must not make two writers wait for each other.
                        Collections.shuffle(mine);
                        nodeStore.append(
                                mine.stream()
                                        .map(source -> TestSources.event(source, "{}"))
                                        .toList(),
                                LockWait.A_MOMENT);
                    }
                }));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }

        for (IngestSource source : shared) {
            assertThat(seqs(source))
                    .isEqualTo(LongStream.rangeClosed(1, (long) writers * batches)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void anEventIsNeverReceivedBeforeTheOneBeforeIt() {
        IngestSource source = sources.create();
        Instant now = Instant.now();

        store.append(List.of(arrived(source, now), arrived(source, now.minus(Duration.ofHours(1)))), LockWait.A_MOMENT);
        store.append(List.of(arrived(source, now.plus(Duration.ofHours(1)))), LockWait.A_MOMENT);

        List<Instant> received = SUPERUSER
                .sql("select received_at from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query((row, number) -> row.getTimestamp("received_at").toInstant())
                .list();
        assertThat(received).isSorted().allMatch(time -> time.isBefore(now.plus(Duration.ofMinutes(1))));
    }

    @Test
    void aMissingPartitionIsMadeOnTheSpot() {
        IngestSource source = sources.create();
        Instant before = Instant.now().minus(Duration.ofDays(5));
        drop(partitionOf(Instant.now()));

        assertThat(store.append(List.of(arrived(source, before), arrived(source, Instant.now())), LockWait.A_MOMENT))
                .containsExactly(accepted(source, 1), accepted(source, 2));
        assertThat(seqs(source)).containsExactly(1L, 2L);
    }

    @Test
    void whatArrivedLongBeforeAnybodyIsRefusedAndTakesNoOtherAlong() {
        IngestSource source = sources.create();

        assertThatThrownBy(() -> store.append(
                        List.of(arrived(source, Instant.now().minus(Duration.ofDays(100)))), LockWait.A_MOMENT))
                .isInstanceOf(NotAppendedException.class);
    }

    @Test
    void aBurstIsTakenWholeWhateverNumberOfNodesTakesItAndNoMore() {
        IngestSource source = sources.create(20);
        List<IngestOutcome> outcomes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            outcomes.addAll(TestSources.store(DATABASE)
                    .append(
                            Collections.nCopies(10, source).stream()
                                    .map(each -> TestSources.event(each, "{}"))
                                    .toList(),
                            LockWait.A_MOMENT));
        }

        assertThat(outcomes.subList(0, 20)).allMatch(outcome -> outcome instanceof IngestOutcome.Accepted);
        assertThat(outcomes.subList(20, 30)).contains(new IngestOutcome.OverBurst(20));
        assertThat(seqs(source)).hasSize((int) used(source));
    }

    @Test
    void whatWasPromisedIsTakenWhateverTheBurst() {
        IngestSource source = sources.create(1);
        List<IncomingEvent> promised = Stream.generate(() -> TestSources.event(source, "{}"))
                .limit(5)
                .map(TestSources::promised)
                .toList();

        assertThat(store.append(promised, LockWait.A_MOMENT))
                .allMatch(outcome -> outcome instanceof IngestOutcome.Accepted);
    }

    @Test
    void aSourceThatWasDeletedMeanwhileIsUnknown() {
        IngestSource source = sources.create();
        SUPERUSER
                .sql("delete from devhooks.source where id = ?")
                .param(source.id())
                .update();

        assertThat(store.append(List.of(TestSources.event(source, "1")), LockWait.A_MOMENT))
                .containsExactly(new IngestOutcome.UnknownKey());
    }

    @Test
    void countsWhatIsUsedExactlyWhateverNumberOfNodesWrites() throws Exception {
        List<IngestSource> shared = List.of(sources.create(), sources.create(), sources.create());
        int nodes = 4;
        int batches = 25;
        ExecutorService pool = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                EventStore nodeStore = TestSources.store(DATABASE);
                running.add(pool.submit(() -> {
                    for (int batch = 0; batch < batches; batch++) {
                        // Of the last source two.
                        nodeStore.append(
                                Stream.concat(shared.stream(), Stream.of(shared.get(2)))
                                        .map(source -> TestSources.event(source, "{}"))
                                        .toList(),
                                LockWait.A_MOMENT);
                    }
                }));
            }
            for (Future<?> node : running) {
                node.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(shared).extracting(EventStoreIT::used).containsExactly(100L, 100L, 200L);
    }

    @Test
    void countsEachEventForTheDayOnWhichItWasReceived() {
        IngestSource source = sources.create();
        Instant today = Instant.now();

        store.append(List.of(arrived(source, today.minus(Duration.ofDays(2)))), LockWait.A_MOMENT);
        store.append(
                List.of(arrived(source, today.minus(Duration.ofDays(1))), arrived(source, today)), LockWait.A_MOMENT);

        List<LocalDate> days = SUPERUSER
                .sql("select day from devhooks.source_usage where source_id = ? and accepted = 1 order by day")
                .param(source.id())
                .query(LocalDate.class)
                .list();
        LocalDate day = TestSources.DAYS.of(today);
        assertThat(days).containsExactly(day.minusDays(2), day.minusDays(1), day);
    }

    @Test
    void whatIsNotAppendedIsNotUsed() {
        IngestSource source = sources.create();
        IngestSource other = sources.create();
        List<IncomingEvent> batch =
                List.of(TestSources.event(other, "{}"), TestSources.event(source, "no text of PostgreSQL's: \0", "{}"));

        assertThatThrownBy(() -> store.append(batch, LockWait.A_MOMENT)).isInstanceOf(NotAppendedException.class);

        assertThat(used(source) + used(other)).isZero();
    }

    /** As where another node hangs in its commit with the lock of all who announce: it is not a source that somebody holds. */
    @Test
    void aCommitThatIsRefusedSinceSomethingIsHeldSaysThatTheStoreIsAway() {
        IngestSource source = sources.create();
        List<IncomingEvent> events = List.of(TestSources.event(source, "{}"));
        SUPERUSER.sql("""
                create function devhooks.refuse() returns trigger language plpgsql as $$
                begin
                    raise exception using errcode = 'lock_not_available';
                end
                $$;
                create constraint trigger refuse after insert on devhooks.event deferrable initially deferred
                    for each row execute function devhooks.refuse()
                """).update();
        try {
            assertThatThrownBy(() -> store.append(events, LockWait.A_MOMENT))
                    .isInstanceOfSatisfying(
                            NotAppendedException.class,
                            e -> assertThat(e.reason()).isEqualTo(NotAppendedException.Reason.AWAY));
        } finally {
            SUPERUSER.sql("drop function devhooks.refuse cascade").update();
        }

        assertThat(store.append(events, LockWait.A_MOMENT)).containsExactly(accepted(source, 1));
    }

    @Test
    void whatADeletedSourceHasUsedStaysUsedUntilItsAccountIsDeleted() {
        IngestSource source = sources.create();
        store.append(List.of(TestSources.event(source, "1")), LockWait.A_MOMENT);

        SUPERUSER
                .sql("delete from devhooks.source where id = ?")
                .param(source.id())
                .update();
        assertThat(used(source)).isEqualTo(1);

        SUPERUSER
                .sql("delete from devhooks.account where id = ?")
                .param(source.accountId())
                .update();
        assertThat(used(source)).isZero();
    }

    private static String partitionOf(Instant time) {
        return SUPERUSER.sql("""
                select 'event_' || to_char(date_bin('30 minutes', ?::timestamptz, timestamptz '2000-01-01 00:00:00+00') at time zone 'UTC',
                    'YYYYMMDD_HH24MI')
                """).param(time.toString()).query(String.class).single();
    }

    private static void drop(String partition) {
        SUPERUSER.sql("drop table devhooks." + partition).update();
    }

    private static long used(IngestSource source) {
        return SUPERUSER
                .sql("select coalesce(sum(accepted), 0) from devhooks.source_usage where source_id = ?")
                .param(source.id())
                .query(Long.class)
                .single();
    }

    private static IngestOutcome accepted(IngestSource source, long seq) {
        return new IngestOutcome.Accepted(new EventId(source.id(), seq), "webhook");
    }

    private static IncomingEvent arrived(IngestSource source, Instant at) {
        IncomingEvent event = TestSources.event(source, "{}");
        return TestSources.event(source, event.type(), "{}", event.key(), at);
    }

    private static List<Long> seqs(IngestSource source) {
        return SUPERUSER
                .sql("select seq from devhooks.event where source_id = ? order by seq")
                .param(source.id())
                .query(Long.class)
                .list();
    }
}
