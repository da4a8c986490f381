package live.devhooks.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import live.devhooks.bench.load.Latency;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.stage.Postgres;
import org.HdrHistogram.Histogram;

/** A row and a NOTIFY in each transaction of one connection, at a given rate, until a bare socket has the notification: less cannot be had of PostgreSQL. */
final class NotifyFloor implements Contender {

    private static final String DATABASE = "floor";
    private static final String CHANNEL = "floor";
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long PATIENCE_SECONDS = 60;

    private final Postgres postgres;
    private final double perSecond;

    NotifyFloor(Postgres postgres, double perSecond) throws SQLException {
        this.postgres = postgres;
        this.perSecond = perSecond;
        postgres.createDatabase(DATABASE);
        try (Connection connection = postgres.connect(DATABASE)) {
            Postgres.execute(connection, "create table event (id bigserial primary key, body bytea not null)");
        }
    }

    @Override
    public String name() {
        return "INSERT and NOTIFY to a socket at %,.0f/s".formatted(perSecond);
    }

    @Override
    public Sample round(Duration window) throws IOException, SQLException {
        long events = Math.max(1, Math.round(perSecond * window.toMillis() / 1e3));
        try (RawListener listener = new RawListener(postgres.port(), Postgres.USER, DATABASE, CHANNEL);
                Connection connection = postgres.connect(DATABASE)) {
            CompletableFuture<Histogram> heard = CompletableFuture.supplyAsync(() -> hear(listener, events));
            double sent = send(connection, events);
            return new Sample(sent, Latency.of(heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS)), Map.of());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("not every notification came", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while notifications came");
        }
    }

    private static Histogram hear(RawListener listener, long events) {
        Histogram nanos = new Histogram(MAX_NANOS, 3);
        try {
            for (long event = 0; event < events; event++) {
                long due = Long.parseLong(listener.next());
                nanos.recordValue(Math.min(Math.max(0, System.nanoTime() - due), MAX_NANOS));
            }
            return nanos;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** How many a second that came to. */
    private double send(Connection connection, long events) throws SQLException {
        String sql = "with one as (insert into event (body) values (?)) select pg_notify('" + CHANNEL + "', ?)";
        byte[] body = StkBody.TEMPLATE.getBytes(UTF_8);
        long begin = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long event = 0; event < events; event++) {
                long due = begin + (long) (event * 1e9 / perSecond);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                statement.setBytes(1, body);
                statement.setString(2, Long.toString(due));
                statement.execute();
            }
        }
        return events * 1e9 / (System.nanoTime() - begin);
    }
}
