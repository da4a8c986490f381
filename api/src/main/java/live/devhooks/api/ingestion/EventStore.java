package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.ingestion.NotAppendedException.Reason;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.WakeUp;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends events. A batch is one transaction of three statements: the first locks the position of each source that the batch touches,
 * always in the same order, so that writers may wait for each other but never in a circle; the second looks which of the events are
 * there already; the third inserts the others under the next numbers, moves the positions, counts what was used and leaves the
 * wake-up that PostgreSQL sends at commit.
 *
 * <p>A position stays locked until its events are committed. So the numbers of a source have no gap and no double, and become visible
 * in their order, whatever number of nodes write. And so nobody else appends the same event meanwhile, spends the same burst, or has a
 * lock on what they have used.
 */
@Component
class EventStore {

    /** How long to wait for a position that somebody else holds. */
    enum LockWait {
        /** As long as the connection's lock timeout says. */
        A_MOMENT(""),
        /** Not at all. */
        NOT_AT_ALL(" nowait");

        private final String sql;

        LockWait(String sql) {
            this.sql = LOCK_POSITIONS + sql;
        }
    }

    private static final String LOCK_POSITIONS = """
            select source_id, last_seq, last_received_at, burst_until, clock_timestamp() as now
            from source_position
            where source_id = any (?)
            order by source_id
            for update""";

    private static final String APPEND = """
            with appended as (
                insert into event (source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body)
                select * from unnest(
                    ?::bigint[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bytea[])
            ), keyed as (
                insert into event_key (source_id, key, received_at)
                select * from unnest(?::bigint[], ?::uuid[], ?::timestamptz[])
            ), moved as (
                update source_position p
                set last_seq = n.last_seq, last_received_at = n.last_received_at, burst_until = n.burst_until
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                    as n (source_id, last_seq, last_received_at, burst_until)
                where p.source_id = n.source_id
            ), used as (
                insert into source_usage as u (account_id, source_id, day, accepted, duplicates)
                select * from unnest(?::uuid[], ?::bigint[], ?::date[], ?::bigint[], ?::bigint[])
                on conflict (account_id, day, source_id) do update
                set accepted = u.accepted + excluded.accepted, duplicates = u.duplicates + excluded.duplicates
            )
            select pg_notify(?, ?)
            """;

    /** lock_not_available, deadlock_detected, serialization_failure. */
    private static final Set<String> HELD_STATES = Set.of("55P03", "40P01", "40001");

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> REFUSED_CLASSES = Set.of("22", "23", "54");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final EventPartitions partitions;
    private final UsageDays days;

    EventStore(Database database, EventPartitions partitions, UsageDays days) {
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.partitions = partitions;
        this.jdbc = new JdbcTemplate(ingest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(ingest));
        this.days = days;
    }

    /** A webhook with what was decided about it. */
    private record Decided(IncomingEvent event, IngestOutcome outcome, Position at) {

        boolean isAccepted() {
            return outcome instanceof IngestOutcome.Accepted;
        }

        boolean isDuplicate() {
            return outcome instanceof IngestOutcome.Duplicate;
        }

        /** When it arrived, by which its key is known: whoever has it once more, from wherever, has this too. */
        Instant keyedAt() {
            return event.arrivedAt().isAfter(at.now()) ? at.now() : event.arrivedAt();
        }
    }

    /** What must be known of an attempt that failed. */
    private static final class Attempt {

        /** Whether it came to the commit, after which nobody knows whether that was done. */
        private boolean commits;

        /** The times that it needed partitions for. */
        private final Set<Instant> times = new TreeSet<>();
    }

    /** What events of one source and one day are counted under. */
    private record Used(UUID accountId, long sourceId, LocalDate day) {}

    /**
     * Makes {@code events} durable together, numbered in their order.
     *
     * @return the outcome of each, in their order: accepted, a duplicate, over its burst, or unknown where its source was deleted meanwhile
     * @throws NotAppendedException where none of them is durable; any other exception leaves open what became of them
     */
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        Attempt attempt = new Attempt();
        try {
            return tryToAppend(events, wait, attempt);
        } catch (NotAppendedException e) {
            if (e.reason() == Reason.REFUSED && partitions.makeFor(attempt.times)) {
                return tryToAppend(events, wait, attempt);
            }
            throw e;
        }
    }

    private List<IngestOutcome> tryToAppend(List<IncomingEvent> events, LockWait wait, Attempt attempt) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                List<IngestOutcome> outcomes = write(events, wait, attempt);
                attempt.commits = true;
                return outcomes;
            }));
        } catch (DataAccessException | TransactionException e) {
            throw attempt.commits ? e : new NotAppendedException(reason(e), e);
        }
    }

    /** By SQLSTATE, since Spring's translation does not tell all of these apart. */
    private static Reason reason(RuntimeException e) {
        String state =
                NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql && sql.getSQLState() != null
                        ? sql.getSQLState()
                        : "";
        if (HELD_STATES.contains(state)) {
            return Reason.HELD;
        }
        return REFUSED_CLASSES.stream().anyMatch(state::startsWith) ? Reason.REFUSED : Reason.AWAY;
    }

    private List<IngestOutcome> write(List<IncomingEvent> events, LockWait wait, Attempt attempt) {
        Map<Long, Position> positions = lockPositions(events, wait);
        KnownKeys known = KnownKeys.of(jdbc, events);
        List<Decided> decided = new ArrayList<>(events.size());
        for (IncomingEvent event : events) {
            decided.add(decide(event, positions, known));
        }
        decided.stream().filter(Decided::isAccepted).forEach(event -> {
            attempt.times.add(event.at.lastReceivedAt());
            attempt.times.add(event.keyedAt());
        });
        if (decided.stream().anyMatch(event -> event.isAccepted() || event.isDuplicate())) {
            insert(decided);
        }
        return decided.stream().map(Decided::outcome).toList();
    }

    /** Decides about an event, and moves the position of its source and what is known where it is accepted. */
    private static Decided decide(IncomingEvent event, Map<Long, Position> positions, KnownKeys known) {
        long sourceId = event.source().id();
        Position at = positions.get(sourceId);
        if (at == null) {
            return new Decided(event, new IngestOutcome.UnknownKey(), Position.NOWHERE);
        }
        if (known.contain(event)) {
            return new Decided(event, new IngestOutcome.Duplicate(event.type()), at);
        }
        int burst = event.source().burst();
        if (!event.isPromised() && !at.hasRoom(burst)) {
            return new Decided(event, new IngestOutcome.OverBurst(burst), at);
        }
        Position next = at.next(event.arrivedAt()).spend(burst);
        positions.put(sourceId, next);
        known.add(event);
        EventId id = new EventId(sourceId, next.lastSeq());
        return new Decided(event, new IngestOutcome.Accepted(id, event.type()), next);
    }

    private Map<Long, Position> lockPositions(List<IncomingEvent> events, LockWait wait) {
        Object[] sourceIds =
                events.stream().map(event -> event.source().id()).distinct().toArray();
        Map<Long, Position> positions = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(wait.sql);
                    statement.setArray(1, connection.createArrayOf("bigint", sourceIds));
                    return statement;
                },
                row -> {
                    positions.put(
                            row.getLong("source_id"),
                            new Position(
                                    row.getLong("last_seq"),
                                    row.getTimestamp("last_received_at").toInstant(),
                                    row.getTimestamp("burst_until").toInstant(),
                                    row.getTimestamp("now").toInstant()));
                });
        return positions;
    }

    private void insert(List<Decided> decided) {
        List<Decided> accepted = decided.stream().filter(Decided::isAccepted).toList();
        Map<Long, Position> moved = new LinkedHashMap<>();
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (Decided event : accepted) {
            moved.put(event.event.source().id(), event.at);
            lastSeqs.put(event.event.source().id(), event.at.lastSeq());
        }
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                Columns columns = new Columns(connection, statement);
                addEvents(columns, accepted);
                addKeys(columns, accepted);
                addPositions(columns, List.copyOf(moved.entrySet()));
                addUsed(columns, decided);
                columns.add(WakeUp.CHANNEL);
                columns.add(WakeUp.payload(lastSeqs));
                return statement.execute();
            }
        });
    }

    private static void addEvents(Columns columns, List<Decided> accepted) throws SQLException {
        columns.add("bigint", accepted, event -> event.event.source().id());
        columns.add("bigint", accepted, event -> event.at.lastSeq());
        columns.add("uuid", accepted, event -> event.event.source().accountId());
        columns.add("timestamptz", accepted, event -> event.at.lastReceivedAt().toString());
        columns.add(
                "text",
                accepted,
                event -> event.event.session().map(Object::toString).orElse(null));
        columns.add("text", accepted, event -> event.event.type());
        columns.add("text", accepted, event -> event.event.reading());
        columns.add("text", accepted, event -> event.event.contentType());
        columns.add("text", accepted, event -> event.event.body().form().name());
        columns.addBytes(accepted, event -> event.event.body().bytes());
    }

    private static void addKeys(Columns columns, List<Decided> accepted) throws SQLException {
        columns.add("bigint", accepted, event -> event.event.source().id());
        columns.add("uuid", accepted, event -> event.event.key().hash());
        columns.add("timestamptz", accepted, event -> event.keyedAt().toString());
    }

    private static void addPositions(Columns columns, List<Map.Entry<Long, Position>> moved) throws SQLException {
        columns.add("bigint", moved, Map.Entry::getKey);
        columns.add("bigint", moved, position -> position.getValue().lastSeq());
        columns.add(
                "timestamptz",
                moved,
                position -> position.getValue().lastReceivedAt().toString());
        columns.add(
                "timestamptz",
                moved,
                position -> position.getValue().burstUntil().toString());
    }

    private void addUsed(Columns columns, List<Decided> decided) throws SQLException {
        Map<Used, long[]> counts = new LinkedHashMap<>();
        for (Decided event : decided) {
            if (event.isAccepted() || event.isDuplicate()) {
                counts.computeIfAbsent(used(event), key -> new long[2])[event.isAccepted() ? 0 : 1]++;
            }
        }
        List<Map.Entry<Used, long[]>> used = List.copyOf(counts.entrySet());
        columns.add("uuid", used, count -> count.getKey().accountId());
        columns.add("bigint", used, count -> count.getKey().sourceId());
        columns.add("date", used, count -> count.getKey().day().toString());
        columns.add("bigint", used, count -> count.getValue()[0]);
        columns.add("bigint", used, count -> count.getValue()[1]);
    }

    /** An accepted event counts for the day on which it was received, a duplicate for the running one. */
    private Used used(Decided event) {
        Instant at = event.isAccepted() ? event.at.lastReceivedAt() : event.at.now();
        return new Used(event.event.source().accountId(), event.event.source().id(), days.of(at));
    }
}
