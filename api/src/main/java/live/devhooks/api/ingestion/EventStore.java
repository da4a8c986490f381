package live.devhooks.api.ingestion;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * Appends events. A batch is one transaction of two statements: the first locks the position of each source that the batch touches,
 * always in the same order, so that writers may wait for each other but never in a circle; the second inserts the events under the
 * next numbers, moves the positions, counts them as used and leaves the wake-up that PostgreSQL sends at commit.
 *
 * <p>A position stays locked until its events are committed. So the numbers of a source have no gap and no double, and become visible
 * in their order, whatever number of nodes write. And so nobody else has a lock on what they have used.
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
            select source_id, last_seq, last_received_at, clock_timestamp() as now
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
            ), moved as (
                update source_position p
                set last_seq = n.last_seq, last_received_at = n.last_received_at
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as n (source_id, last_seq, last_received_at)
                where p.source_id = n.source_id
            ), used as (
                insert into source_usage as u (account_id, source_id, day, accepted)
                select * from unnest(?::uuid[], ?::bigint[], ?::date[], ?::bigint[])
                on conflict (account_id, day, source_id) do update set accepted = u.accepted + excluded.accepted
            )
            select pg_notify(?, ?)
            """;

    /** lock_not_available, deadlock_detected, serialization_failure. */
    private static final Set<String> HELD_STATES = Set.of("55P03", "40P01", "40001");

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> REFUSED_CLASSES = Set.of("22", "23", "54");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final UsageDays days;

    EventStore(Database database, UsageDays days) {
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.jdbc = new JdbcTemplate(ingest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(ingest));
        this.days = days;
    }

    /** Where a source stands while its position is locked. */
    private record Position(long lastSeq, Instant lastReceivedAt, Instant now) {

        /** The next place: never earlier than the one before, nor later than the database's clock. */
        Position next(Instant arrivedAt) {
            Instant notLater = arrivedAt.isAfter(now) ? now : arrivedAt;
            Instant inOrder = notLater.isBefore(lastReceivedAt) ? lastReceivedAt : notLater;
            return new Position(lastSeq + 1, inOrder.truncatedTo(ChronoUnit.MICROS), now);
        }
    }

    /** An event in its place. */
    private record Placed(IncomingEvent event, Position at) {}

    /** What events of one source and one day are counted under. */
    private record Used(UUID accountId, long sourceId, LocalDate day) {}

    /**
     * Makes {@code events} durable together, numbered in their order.
     *
     * @return the outcome of each, in their order: accepted, or unknown where its source was deleted meanwhile
     * @throws NotAppendedException where none of them is durable; any other exception leaves open what became of them
     */
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        boolean[] commits = {false};
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                List<IngestOutcome> outcomes = write(events, wait);
                commits[0] = true;
                return outcomes;
            }));
        } catch (DataAccessException | TransactionException e) {
            throw commits[0] ? e : new NotAppendedException(reason(e), e);
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

    private List<IngestOutcome> write(List<IncomingEvent> events, LockWait wait) {
        Map<Long, Position> positions = lockPositions(events, wait);
        List<IngestOutcome> outcomes = new ArrayList<>(events.size());
        List<Placed> placed = new ArrayList<>(events.size());
        for (IncomingEvent event : events) {
            outcomes.add(place(event, positions, placed));
        }
        if (!placed.isEmpty()) {
            insert(placed);
        }
        return outcomes;
    }

    private static IngestOutcome place(IncomingEvent event, Map<Long, Position> positions, List<Placed> placed) {
        long sourceId = event.source().id();
        Position next = positions.computeIfPresent(sourceId, (id, position) -> position.next(event.arrivedAt()));
        if (next == null) {
            return new IngestOutcome.UnknownKey();
        }
        placed.add(new Placed(event, next));
        return new IngestOutcome.Accepted(new EventId(sourceId, next.lastSeq()), event.type());
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
                                    row.getTimestamp("now").toInstant()));
                });
        return positions;
    }

    private void insert(List<Placed> placed) {
        Map<Long, Position> moved = new LinkedHashMap<>();
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (Placed event : placed) {
            moved.put(event.event.source().id(), event.at);
            lastSeqs.put(event.event.source().id(), event.at.lastSeq());
        }
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                Columns columns = new Columns(connection, statement);
                columns.add("bigint", placed, event -> event.event.source().id());
                columns.add("bigint", placed, event -> event.at.lastSeq());
                columns.add("uuid", placed, event -> event.event.source().accountId());
                columns.add(
                        "timestamptz",
                        placed,
                        event -> event.at.lastReceivedAt().toString());
                columns.add(
                        "text",
                        placed,
                        event -> event.event.session().map(Object::toString).orElse(null));
                columns.add("text", placed, event -> event.event.type());
                columns.add("text", placed, event -> event.event.reading());
                columns.add("text", placed, event -> event.event.contentType());
                columns.add("text", placed, event -> event.event.body().form().name());
                columns.addBytes(placed, event -> event.event.body().bytes());
                List<Map.Entry<Long, Position>> positions = List.copyOf(moved.entrySet());
                columns.add("bigint", positions, Map.Entry::getKey);
                columns.add("bigint", positions, position -> position.getValue().lastSeq());
                columns.add(
                        "timestamptz",
                        positions,
                        position -> position.getValue().lastReceivedAt().toString());
                List<Map.Entry<Used, Long>> used = List.copyOf(used(placed).entrySet());
                columns.add("uuid", used, count -> count.getKey().accountId());
                columns.add("bigint", used, count -> count.getKey().sourceId());
                columns.add("date", used, count -> count.getKey().day().toString());
                columns.add("bigint", used, Map.Entry::getValue);
                columns.add(WakeUp.CHANNEL);
                columns.add(WakeUp.payload(lastSeqs));
                return statement.execute();
            }
        });
    }

    private Map<Used, Long> used(List<Placed> placed) {
        return placed.stream()
                .collect(groupingBy(
                        event -> new Used(
                                event.event.source().accountId(),
                                event.event.source().id(),
                                days.of(event.at.lastReceivedAt())),
                        counting()));
    }
}
