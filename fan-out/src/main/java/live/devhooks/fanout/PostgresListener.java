package live.devhooks.fanout;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.WakeUp;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for wake-ups on a connection of its own to PostgreSQL, on the channels that are needed, and passes them on.
 *
 * <p>It owns one thread. {@link #start()} connects, and fails where that is not possible, so that a node which cannot hear does not
 * start; after that it connects again by itself, for ever, with growing pauses. After each connecting it has the store asked,
 * since nothing tells what was missed. A connection that has been silent for a while is asked whether it lives. {@link #stop()} closes
 * the connection and waits for the thread. It only wakes: readers are right without it, only later.
 */
final class PostgresListener implements WakeUpListener {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);
    private static final int VALID_TIMEOUT_SECONDS = 1;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final int FIRST_PAUSE_DIVISOR = 16;

    /** A read of one millisecond does not wait: {@link live.devhooks.migrations.PromptSockets}. */
    private static final int LEAST_WAIT_MILLIS = 2;

    private final Database database;
    private final ListenBounds bounds;
    private final Woken woken;

    @Nullable
    private volatile Thread thread;

    @Nullable
    private volatile Connection connection;

    private volatile boolean connected;
    private volatile Set<Integer> listened = Set.of();

    PostgresListener(Database database, ListenBounds bounds, Woken woken) {
        this.database = database;
        this.bounds = bounds;
        this.woken = woken;
    }

    @Override
    public void start() {
        try {
            Connection first = connect();
            Thread started = new Thread(() -> run(first), "wake-up-listener");
            started.setDaemon(true);
            thread = started;
            started.start();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot listen for wake-ups; is the database there?", e);
        }
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        closeQuietly(connection);
        if (stopping == null) {
            return;
        }
        stopping.interrupt();
        try {
            stopping.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return thread != null;
    }

    private Connection connect() throws SQLException {
        Connection made = database.listen();
        connection = made;
        return made;
    }

    private void run(Connection first) {
        @Nullable Connection current = first;
        while (current != null) {
            connected = true;
            listenUntilItEnds(current);
            connected = false;
            listened = Set.of();
            closeQuietly(current);
            current = connectAgain();
        }
    }

    private void listenUntilItEnds(Connection current) {
        try {
            woken.checkAll();
            listen(current);
        } catch (SQLException | RuntimeException | Error e) {
            if (isRunning()) {
                LOG.warn("listening for wake-ups ended and is begun again: {}", e.toString());
            }
        }
    }

    private void listen(Connection current) throws SQLException {
        PGConnection notifications = current.unwrap(PGConnection.class);
        listened = Set.of();
        long heardNanos = System.nanoTime();
        while (isRunning()) {
            follow(current);
            @Nullable
            PGNotification[] heard = notifications.getNotifications(
                    Math.max(LEAST_WAIT_MILLIS, (int) bounds.channelInterval().toMillis()));
            if (heard != null && heard.length > 0) {
                heardNanos = System.nanoTime();
                pass(heard);
            } else if (System.nanoTime() - heardNanos > bounds.listenTimeout().toNanos()) {
                heardNanos = System.nanoTime();
                if (!current.isValid(VALID_TIMEOUT_SECONDS)) {
                    throw new SQLException("the connection no longer answers");
                }
            }
        }
    }

    /** Listens on the channels that are needed, and on no others; what was said on a new one before is asked for. */
    private void follow(Connection current) throws SQLException {
        Set<Integer> needed = woken.channels();
        if (needed.equals(listened)) {
            return;
        }
        try (Statement statement = current.createStatement()) {
            for (int channel = 0; channel < WakeUp.CHANNELS; channel++) {
                if (needed.contains(channel) != listened.contains(channel)) {
                    statement.execute(
                            (needed.contains(channel) ? "listen " : "unlisten ") + WakeUp.channelName(channel));
                }
            }
        }
        if (!listened.containsAll(needed)) {
            woken.checkAll();
        }
        listened = needed;
    }

    @Override
    public Set<Integer> listened() {
        return listened;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    private void pass(@Nullable PGNotification[] heard) {
        Arrays.stream(heard)
                .filter(Objects::nonNull)
                .map(PGNotification::getParameter)
                .map(WakeUp::positions)
                .forEach(woken::wake);
    }

    /** The next connection, however long it takes; null when this node stops meanwhile. */
    @Nullable
    private Connection connectAgain() {
        Duration pause = bounds.reconnectMax().dividedBy(FIRST_PAUSE_DIVISOR);
        while (isRunning()) {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextLong(1, pause.toMillis() + 1));
                return connect();
            } catch (SQLException | RuntimeException | Error e) {
                LOG.warn("cannot listen for wake-ups yet: {}", e.toString());
                pause = longer(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(bounds.reconnectMax()) < 0 ? doubled : bounds.reconnectMax();
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("a connection that is given up did not close: {}", e.toString());
        }
    }
}
