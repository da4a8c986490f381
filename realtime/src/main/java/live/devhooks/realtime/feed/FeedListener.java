package live.devhooks.realtime.feed;

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
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens for wake-ups on a connection of its own, on the channels that the streams of this node need, and passes them to the {@link Feed}.
 *
 * <p>It owns one thread. {@link #start()} connects, and fails where that is not possible, so that a node which cannot hear does not
 * start; after that it connects again by itself, for ever, with growing pauses. After each connecting it has the feed ask the store,
 * since nothing tells what was missed. A connection that has been silent for a while is asked whether it lives. {@link #stop()} closes
 * the connection and waits for the thread. It only wakes: readers are right without it, only later.
 */
@Component
class FeedListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedListener.class);
    private static final int VALID_TIMEOUT_SECONDS = 1;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final int FIRST_PAUSE_DIVISOR = 16;

    private final Database database;
    private final Feed feed;
    private final FeedChannels channels;
    private final FeedProperties properties;

    @Nullable
    private volatile Thread thread;

    @Nullable
    private volatile Connection connection;

    private volatile Set<Integer> listened = Set.of();

    FeedListener(Database database, Feed feed, FeedChannels channels, FeedProperties properties) {
        this.database = database;
        this.channels = channels;
        this.feed = feed;
        this.properties = properties;
    }

    @Override
    public void start() {
        try {
            Connection first = connect();
            Thread started = new Thread(() -> run(first), "feed-listener");
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

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return 1;
    }

    private Connection connect() throws SQLException {
        Connection connected = database.listen();
        connection = connected;
        return connected;
    }

    private void run(Connection first) {
        @Nullable Connection current = first;
        while (current != null) {
            listenUntilItEnds(current);
            closeQuietly(current);
            current = connectAgain();
        }
    }

    private void listenUntilItEnds(Connection current) {
        try {
            feed.checkAll();
            listen(current);
        } catch (SQLException | RuntimeException e) {
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
                    (int) properties.channelInterval().toMillis());
            if (heard != null && heard.length > 0) {
                heardNanos = System.nanoTime();
                pass(heard);
            } else if (System.nanoTime() - heardNanos
                    > properties.listenTimeout().toNanos()) {
                heardNanos = System.nanoTime();
                if (!current.isValid(VALID_TIMEOUT_SECONDS)) {
                    throw new SQLException("the connection no longer answers");
                }
            }
        }
    }

    /** Listens on the channels that are needed, and on no others; what was said on a new one before is asked for. */
    private void follow(Connection current) throws SQLException {
        Set<Integer> needed = channels.needed();
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
            feed.checkAll();
        }
        listened = needed;
    }

    /** The channels on which nothing is missed. */
    Set<Integer> listened() {
        return listened;
    }

    private void pass(@Nullable PGNotification[] heard) {
        Arrays.stream(heard)
                .filter(Objects::nonNull)
                .map(PGNotification::getParameter)
                .map(WakeUp::positions)
                .forEach(feed::wake);
    }

    /** The next connection, however long it takes; null when this node stops meanwhile. */
    @Nullable
    private Connection connectAgain() {
        Duration pause = properties.reconnectMax().dividedBy(FIRST_PAUSE_DIVISOR);
        while (isRunning()) {
            try {
                Thread.sleep(ThreadLocalRandom.current().nextLong(1, pause.toMillis() + 1));
                return connect();
            } catch (SQLException | RuntimeException e) {
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
        return doubled.compareTo(properties.reconnectMax()) < 0 ? doubled : properties.reconnectMax();
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
