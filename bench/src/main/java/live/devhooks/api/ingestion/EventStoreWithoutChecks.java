package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.WakeUp;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends events in their order, as {@link EventStore} does, and announces them; and does nothing else that that one does. */
final class EventStoreWithoutChecks extends EventStore {

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
            ), moved as (
                update source_position p
                set last_seq = n.last_seq, last_received_at = n.last_received_at
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as n (source_id, last_seq, last_received_at)
                where p.source_id = n.source_id
            )
            select pg_notify(?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    EventStoreWithoutChecks(Database database, EventPartitions partitions, UsageDays days) {
        super(database, partitions, days);
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.jdbc = new JdbcTemplate(ingest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(ingest));
    }

    private record Numbered(IncomingEvent event, Position at) {

        EventId id() {
            return new EventId(event.source().id(), at.lastSeq());
        }
    }

    @Override
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        return Objects.requireNonNull(transaction.execute(status -> write(events)));
    }

    private List<IngestOutcome> write(List<IncomingEvent> events) {
        Map<Long, Position> positions = lockPositions(events);
        List<Numbered> numbered = new ArrayList<>(events.size());
        for (IncomingEvent event : events) {
            Position next =
                    Objects.requireNonNull(positions.get(event.source().id())).next(event.arrivedAt());
            positions.put(event.source().id(), next);
            numbered.add(new Numbered(event, next));
        }
        insert(numbered);
        List<IngestOutcome> outcomes = new ArrayList<>(events.size());
        numbered.forEach(one ->
                outcomes.add(new IngestOutcome.Accepted(one.id(), one.event().type())));
        return outcomes;
    }

    private Map<Long, Position> lockPositions(List<IncomingEvent> events) {
        Object[] sourceIds =
                events.stream().map(event -> event.source().id()).distinct().toArray();
        Map<Long, Position> positions = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(LOCK_POSITIONS);
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

    private void insert(List<Numbered> numbered) {
        Map<Long, Position> moved = new LinkedHashMap<>();
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (Numbered one : numbered) {
            moved.put(one.event.source().id(), one.at);
            lastSeqs.put(one.event.source().id(), one.at.lastSeq());
        }
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                Columns columns = new Columns(connection, statement);
                addEvents(columns, numbered);
                List<Map.Entry<Long, Position>> positions = List.copyOf(moved.entrySet());
                columns.add("bigint", positions, Map.Entry::getKey);
                columns.add("bigint", positions, position -> position.getValue().lastSeq());
                columns.add(
                        "timestamptz",
                        positions,
                        position -> position.getValue().lastReceivedAt().toString());
                columns.add(WakeUp.CHANNEL);
                columns.add(WakeUp.payload(lastSeqs));
                return statement.execute();
            }
        });
    }

    private static void addEvents(Columns columns, List<Numbered> numbered) throws SQLException {
        columns.add("bigint", numbered, one -> one.event.source().id());
        columns.add("bigint", numbered, one -> one.at.lastSeq());
        columns.add("uuid", numbered, one -> one.event.source().accountId());
        columns.add("timestamptz", numbered, one -> one.at.lastReceivedAt().toString());
        columns.add(
                "text",
                numbered,
                one -> one.event.session().map(Object::toString).orElse(null));
        columns.add("text", numbered, one -> one.event.type());
        columns.add("text", numbered, one -> one.event.reading());
        columns.add("text", numbered, one -> one.event.contentType());
        columns.add("text", numbered, one -> one.event.body().form().name());
        columns.addBytes(numbered, one -> one.event.body().bytes());
    }
}
