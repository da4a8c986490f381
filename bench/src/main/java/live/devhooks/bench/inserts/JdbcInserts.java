package live.devhooks.bench.inserts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.bench.stage.Postgres;

/** Does with JDBC, a thread for each connection, what pgbench would do where that is not installed. Slower, since it is Java. */
final class JdbcInserts implements InsertTool {

    private final Postgres postgres;
    private final String database;
    private final byte[] body;

    JdbcInserts(Postgres postgres, String database, String body) {
        this.postgres = postgres;
        this.database = database;
        this.body = body.getBytes(UTF_8);
    }

    @Override
    public String name() {
        return "a loop of our own over JDBC, since pgbench is not installed";
    }

    @Override
    public double perSecond(InsertKind kind, int connections, Duration time) throws IOException, SQLException {
        List<Connection> opened = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (int at = 0; at < connections; at++) {
                opened.add(postgres.connect(database));
            }
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            List<Callable<Long>> loops = new ArrayList<>();
            opened.forEach(connection -> loops.add(() -> repeat(connection, kind, end)));
            long done = sum(threads.invokeAll(loops));
            return done * 1e9 / (System.nanoTime() - begin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while rows were inserted");
        } finally {
            threads.shutdownNow();
            for (Connection connection : opened) {
                connection.close();
            }
        }
    }

    private long repeat(Connection connection, InsertKind kind, long end) throws SQLException {
        long done = 0;
        try (PreparedStatement statement = connection.prepareStatement(kind.sql("?"))) {
            while (System.nanoTime() - end < 0) {
                statement.setBytes(1, body);
                statement.execute();
                done++;
            }
        }
        return done;
    }

    private static long sum(List<Future<Long>> loops) throws IOException, InterruptedException {
        long sum = 0;
        for (Future<Long> loop : loops) {
            try {
                sum += loop.get();
            } catch (ExecutionException e) {
                throw new IOException("a row could not be inserted", e.getCause());
            }
        }
        return sum;
    }
}
