package live.devhooks.bench.streams;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import live.devhooks.bench.product.BenchSource;

/** Reads the events of a source by one connection, page by page, and does nothing with them. */
final class DirectReading {

    /** As devhooks.feed.page-size is by default. */
    private static final int PAGE = 200;

    private static final String SQL = """
            select seq, received_at, session, type, reading, body_form, body
            from devhooks.event
            where account_id = ? and source_id = ? and seq > ?
            order by seq
            limit ?
            """;

    private final Connection connection;
    private final BenchSource source;
    private long events;
    private long bytes;

    DirectReading(Connection connection, BenchSource source) {
        this.connection = connection;
        this.source = source;
    }

    /** How many events a second. */
    double perSecond() throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            long last = 0;
            long before;
            do {
                before = last;
                last = readPage(statement, last);
            } while (last > before);
        }
        return events * 1e9 / (System.nanoTime() - begin);
    }

    /** How many there were. */
    long events() {
        return events;
    }

    private long readPage(PreparedStatement statement, long after) throws SQLException {
        statement.setObject(1, source.account());
        statement.setLong(2, source.id());
        statement.setLong(3, after);
        statement.setInt(4, PAGE);
        long last = after;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                last = rows.getLong("seq");
                bytes += rows.getString("reading").length()
                        + rows.getBytes("body").length
                        + rows.getTimestamp("received_at").getNanos() % 2
                        + rows.getString("type").length();
                events++;
            }
        }
        if (bytes == 0) {
            throw new SQLException("there is nothing to read");
        }
        return last;
    }
}
