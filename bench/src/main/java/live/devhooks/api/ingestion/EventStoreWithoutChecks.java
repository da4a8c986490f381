package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.WakeUp;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends events in their order, as {@link EventStore} does, and announces them; and does nothing else that that one does. */
final class EventStoreWithoutChecks extends EventStore {

    private static final String APPEND = """
            with appended as (
                insert into event (source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body,
                    sender_address, sender_headers)
                select * from unnest(
                    ?::bigint[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bytea[], ?::text[], ?::text[])
            ), moved as (
                update source_position p
                set last_seq = n.last_seq, last_received_at = n.last_received_at
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as n (source_id, last_seq, last_received_at)
                where p.source_id = n.source_id
            )
            select pg_notify(channel, payload) from unnest(?::text[], ?::text[]) as w (channel, payload)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    EventStoreWithoutChecks(Database database, EventPartitions partitions, UsageDays days, WakeUpSender sender) {
        super(database, partitions, days, sender);
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.jdbc = new JdbcTemplate(ingest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(ingest));
    }

    @Override
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        return Objects.requireNonNull(transaction.execute(
                status -> jdbc.execute((Connection connection) -> write(connection, events, wait))));
    }

    private static List<IngestOutcome> write(Connection connection, List<IncomingEvent> events, LockWait wait)
            throws SQLException {
        Map<Long, Position> positions = LockedSources.positions(connection, events, wait);
        List<Decided> accepted = new ArrayList<>(events.size());
        for (IncomingEvent event : events) {
            Position next =
                    Objects.requireNonNull(positions.get(event.source().id())).next(event.arrivedAt());
            positions.put(event.source().id(), next);
            accepted.add(Decided.accepted(event, next));
        }
        insert(connection, accepted);
        return accepted.stream().map(Decided::outcome).toList();
    }

    private static void insert(Connection connection, List<Decided> accepted) throws SQLException {
        Map<Long, Position> moved = new LinkedHashMap<>();
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (Decided event : accepted) {
            moved.put(event.sourceId(), event.at());
            lastSeqs.put(event.sourceId(), event.at().lastSeq());
        }
        List<Map.Entry<Long, Position>> positions = List.copyOf(moved.entrySet());
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            Columns columns = new Columns(connection, statement);
            EventInsert.addEvents(columns, accepted);
            columns.addNumbers(positions, Map.Entry::getKey);
            columns.addNumbers(positions, position -> position.getValue().lastSeq());
            columns.addTimes(positions, position -> position.getValue().lastReceivedAt());
            EventInsert.addWakeUps(columns, WakeUp.messages(lastSeqs));
            statement.execute();
        }
    }
}
