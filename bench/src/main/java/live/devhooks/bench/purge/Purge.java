package live.devhooks.bench.purge;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import live.devhooks.bench.stage.Postgres;

/**
 * Drops what has expired, statement by statement as the product's {@code RetentionPurge} does, which would not do it when it is told to. Where
 * a partition is being read for longer than is waited for, the product tries again in its next run, and this at once.
 *
 * @param seconds how long it took
 * @param partitions how many were dropped
 * @param refusals how often one was held by others for too long
 */
record Purge(double seconds, int partitions, int refusals) {

    /** As the lock's number in {@code RetentionPurge}. */
    private static final String TURN = "select pg_try_advisory_xact_lock(" + 0x7075726765L + ")";

    private static final String DROP = "select devhooks.drop_event_partition(interval '24 hours')";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int MAX_REFUSALS = 100;

    /** Drops all. */
    static Purge run(Connection connection) throws SQLException, IOException {
        Postgres.execute(connection, "set role devhooks_app");
        connection.setAutoCommit(false);
        long begin = System.nanoTime();
        int partitions = 0;
        int refusals = 0;
        boolean isMore = true;
        while (isMore) {
            try {
                isMore = dropOne(connection);
                connection.commit();
                partitions += isMore ? 1 : 0;
            } catch (SQLException e) {
                connection.rollback();
                refusals++;
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || refusals > MAX_REFUSALS) {
                    throw e;
                }
            }
        }
        return new Purge((System.nanoTime() - begin) / 1e9, partitions, refusals);
    }

    private static boolean dropOne(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet turn = statement.executeQuery(TURN)) {
                turn.next();
                if (!turn.getBoolean(1)) {
                    throw new IOException("somebody else purges");
                }
            }
            try (ResultSet dropped = statement.executeQuery(DROP)) {
                return dropped.next() && dropped.getString(1) != null;
            }
        }
    }
}
