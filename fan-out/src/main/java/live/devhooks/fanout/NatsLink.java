package live.devhooks.fanout;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS that is there again whenever that is possible.
 *
 * <p>It owns one thread, which connects, for ever, with growing pauses; a connection that was there once connects again by itself, and is
 * replaced where it has given up, as it does after a login was refused twice. {@link #start()} waits for a first connection, for as long
 * as one server may take, and goes on without: PostgreSQL is the truth, and NATS being away must stop nobody. {@link #close()} ends all.
 * An outage is logged once, and its end.
 */
final class NatsLink {

    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final long CLOSED_CHECK_SECONDS = 1;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;

    private final NatsProperties properties;
    private final String name;
    private final NatsTrouble trouble;
    private final Pauses pauses;
    private final AtomicLong epoch = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread thread;

    NatsLink(NatsProperties properties, String name, NatsTrouble trouble) {
        this.properties = properties;
        this.name = name;
        this.trouble = trouble;
        this.pauses = new Pauses(properties.reconnectMax());
    }

    void start() {
        Thread started = new Thread(this::run, "nats-" + name);
        started.setDaemon(true);
        thread = started;
        started.start();
        try {
            if (!first.await(properties.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                isAway("no server has answered yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        Thread stopping = thread;
        thread = null;
        if (stopping == null) {
            return;
        }
        stopping.interrupt();
        try {
            stopping.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not by the thread alone: the interrupt may come to it in the middle of that.
        closeQuietly(connection);
    }

    /** The connection, which may be about to connect again; empty until there has been one. */
    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    boolean isConnected() {
        Connection current = connection;
        return current != null && current.getStatus() == Connection.Status.CONNECTED;
    }

    /** Moves on whenever something may have been missed: with each connecting, and where more came than could be heard. */
    long epoch() {
        return epoch.get();
    }

    private boolean isRunning() {
        return thread != null;
    }

    private void run() {
        long failed = 0;
        while (isRunning()) {
            CountDownLatch closed = new CountDownLatch(1);
            try {
                connection = Nats.connect(options(closed));
                first.countDown();
                failed = 0;
                awaitClosed(closed);
            } catch (IOException | RuntimeException e) {
                isAway(e.toString());
            } catch (InterruptedException stopped) {
                LOG.debug("{} does not connect to NATS any more: it stops", name);
            }
            failed = pause(failed);
        }
        closeQuietly(connection);
    }

    /** A callback could be lost with the connection that makes it: so the connection is looked at, too. */
    private void awaitClosed(CountDownLatch closed) throws InterruptedException {
        while (isRunning()
                && connection != null
                && connection.getStatus() != Connection.Status.CLOSED
                && !closed.await(CLOSED_CHECK_SECONDS, TimeUnit.SECONDS)) {
            LOG.trace("the connection is not closed");
        }
    }

    private long pause(long failed) {
        try {
            if (isRunning()) {
                Thread.sleep(pauses.after(failed).toMillis());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} does not wait for NATS any more: it stops", name);
        }
        return failed + 1;
    }

    private Options options(CountDownLatch closed) {
        Options.Builder options = new Options.Builder()
                .servers(properties.servers().toArray(String[]::new))
                .connectionName("devhooks-" + name)
                .connectionTimeout(properties.connectTimeout())
                .socketWriteTimeout(properties.pingInterval().multipliedBy(2))
                .pingInterval(properties.pingInterval())
                .maxReconnects(-1)
                .reconnectDelayHandler(pauses::after)
                .reconnectBufferSize(properties.pendingBytes())
                .maxMessagesInOutgoingQueue(properties.pendingMessages())
                .discardMessagesWhenOutgoingQueueFull()
                .connectionListener(new Changes(closed))
                .errorListener(new Errors());
        if (properties.username() != null && properties.password() != null) {
            options.userInfo(
                    properties.username().toCharArray(), properties.password().toCharArray());
        } else if (properties.credentialsFile() != null) {
            options.authHandler(Nats.credentials(properties.credentialsFile().toString()));
        }
        return options.build();
    }

    private void isAway(String reason) {
        if (isRunning() && away.compareAndSet(false, true)) {
            LOG.warn("NATS is away ({}), and readers find events in the store, a little later: {}", name, reason);
        }
    }

    private void isBack() {
        epoch.incrementAndGet();
        trouble.isOver();
        if (away.compareAndSet(true, false)) {
            LOG.info("NATS is back ({})", name);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Changes implements ConnectionListener {

        private final CountDownLatch closed;

        Changes(CountDownLatch closed) {
            this.closed = closed;
        }

        /** Deprecated, and abstract all the same: there is no other that has to be there. */
        @Override
        @SuppressWarnings("deprecation")
        public void connectionEvent(Connection changed, Events event) {
            switch (event) {
                case CONNECTED, RESUBSCRIBED -> isBack();
                case DISCONNECTED -> isAway("the connection has ended");
                case CLOSED -> closed.countDown();
                default -> LOG.debug("{}: {}", name, event);
            }
        }
    }

    private final class Errors implements ErrorListener {

        @Override
        public void errorOccurred(Connection with, String error) {
            trouble.refused(error);
        }

        @Override
        public void exceptionOccurred(Connection with, Exception e) {
            LOG.debug("{}: {}", name, e.toString());
        }

        @Override
        public void slowConsumerDetected(Connection with, Consumer consumer) {
            epoch.incrementAndGet();
        }

        @Override
        public void messageDiscarded(Connection with, Message message) {
            trouble.lost("more waits to be sent than may");
        }
    }
}
