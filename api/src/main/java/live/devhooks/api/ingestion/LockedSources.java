package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the sources of a batch stand, and what of it they have already. Their positions are locked until the transaction ends; always in the
 * same order, so that writers may wait for each other but never in a circle.
 *
 * @param positions by the sources' ids; none of one that is not there any more
 * @param known the keys of the batch's events that are there
 */
record LockedSources(Map<Long, Position> positions, KnownKeys known) {

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

    /**
     * Locks the sources of {@code events} and looks for their keys: two statements that are sent together. The second begins when the first has
     * its locks, and so sees what was committed while that waited.
     */
    static LockedSources of(Connection connection, List<IncomingEvent> events, LockWait wait) throws SQLException {
        try (PreparedStatement both = connection.prepareStatement(wait.sql + ";\n" + KnownKeys.LOOK_UP)) {
            Columns columns = new Columns(connection, both);
            addSources(columns, events);
            KnownKeys.addKeys(columns, events);
            both.execute();
            Map<Long, Position> positions = positions(both.getResultSet());
            both.getMoreResults();
            return new LockedSources(positions, KnownKeys.in(both.getResultSet()));
        }
    }

    /** Locks the sources of {@code events}, and looks for nothing. */
    static Map<Long, Position> positions(Connection connection, List<IncomingEvent> events, LockWait wait)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(wait.sql)) {
            addSources(new Columns(connection, lock), events);
            return positions(lock.executeQuery());
        }
    }

    private static void addSources(Columns columns, List<IncomingEvent> events) throws SQLException {
        columns.addNumbers(
                events.stream().map(event -> event.source().id()).distinct().toList(), Long::longValue);
    }

    private static Map<Long, Position> positions(ResultSet row) throws SQLException {
        Map<Long, Position> positions = new HashMap<>();
        while (row.next()) {
            positions.put(
                    row.getLong("source_id"),
                    new Position(
                            row.getLong("last_seq"),
                            row.getTimestamp("last_received_at").toInstant(),
                            row.getTimestamp("burst_until").toInstant(),
                            row.getTimestamp("now").toInstant()));
        }
        return positions;
    }
}
