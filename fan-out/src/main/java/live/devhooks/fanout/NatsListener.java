package live.devhooks.fanout;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import live.devhooks.protocol.WakeUp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for wake-ups on the subjects of the channels that are needed, and passes them on.
 *
 * <p>It owns one thread, which follows what is needed and what becomes of the connection ({@link NatsLink}, which has threads of its own;
 * wake-ups come on one of these). {@link #start()} does not fail where NATS is away, so that a node can start: it can serve its readers
 * out of PostgreSQL alone, later. While NATS is away the thread asks the store itself, more often than the feed does; when it is back,
 * and on a new subject, once the server has confirmed the subscription, it has the store asked for what was missed. {@link #stop()} ends
 * all threads.
 */
final class NatsListener implements WakeUpListener {

    private static final Logger LOG = LoggerFactory.getLogger(NatsListener.class);
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final long NEVER = -1;

    private final NatsProperties properties;
    private final String name;
    private final ListenBounds bounds;
    private final Woken woken;
    private final NatsTrouble trouble = new NatsTrouble();
    private final NatsLink link;
    private volatile @Nullable Thread thread;
    private volatile Set<Integer> listened = Set.of();

    // Of the thread:
    private @Nullable Connection subscribedOn;
    private @Nullable Dispatcher dispatcher;
    private Set<Integer> subscribed = Set.of();
    private long confirmed = NEVER;
    private long askedNanos;

    NatsListener(NatsProperties properties, String name, ListenBounds bounds, Woken woken) {
        this.properties = properties;
        this.name = name;
        this.bounds = bounds;
        this.woken = woken;
        this.link = new NatsLink(properties, name, trouble);
    }

    @Override
    public void start() {
        link.start();
        Thread started = new Thread(this::run, "wake-up-listener-" + name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
            try {
                stopping.join(STOP_TIMEOUT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        link.close();
    }

    @Override
    public Set<Integer> listened() {
        return listened;
    }

    @Override
    public boolean isConnected() {
        return link.isConnected();
    }

    private void run() {
        askedNanos = System.nanoTime();
        try {
            while (thread != null) {
                Thread.sleep(look().toMillis());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} does not listen any more: it stops", name);
        }
    }

    /** Looks once at what is needed and what is there; returns how long to wait until the next time. */
    private Duration look() throws InterruptedException {
        try {
            Optional<Connection> connection = link.connection().filter(there -> link.isConnected());
            if (connection.isEmpty() || !follow(connection.get())) {
                forgo();
            }
            return bounds.channelInterval();
        } catch (RuntimeException | Error e) {
            confirmed = NEVER;
            trouble.deaf(e);
            return properties.pollInterval();
        }
    }

    /** Listens on the channels that are needed, and on no others; what was said before is asked for. Says whether that is so. */
    private boolean follow(Connection connection) throws InterruptedException {
        Set<Integer> needed = woken.channels();
        long epoch = link.epoch();
        if (epoch == confirmed && needed.equals(listened)) {
            return true;
        }
        subscribe(connection, needed);
        if (!isConfirmed(connection)) {
            return false;
        }
        if (epoch != confirmed || !listened.containsAll(needed)) {
            woken.checkAll();
        }
        listened = needed;
        confirmed = epoch;
        return true;
    }

    /** The server answers in order: when it has answered a ping, it has taken note of the subscriptions before it. */
    private boolean isConfirmed(Connection connection) throws InterruptedException {
        try {
            connection.flush(properties.connectTimeout());
            return true;
        } catch (TimeoutException e) {
            trouble.deaf(e);
            return false;
        }
    }

    private void subscribe(Connection connection, Set<Integer> needed) {
        Dispatcher on = dispatcher;
        if (on == null || !connection.equals(subscribedOn)) {
            on = connection.createDispatcher(this::heard);
            on.setPendingLimits(properties.pendingMessages(), properties.pendingBytes());
            dispatcher = on;
            subscribedOn = connection;
            subscribed = Set.of();
        }
        Set<Integer> now = new TreeSet<>(subscribed);
        for (int channel = 0; channel < WakeUp.CHANNELS; channel++) {
            if (needed.contains(channel) && now.add(channel)) {
                on.subscribe(properties.subject(channel));
            } else if (!needed.contains(channel) && now.remove(channel)) {
                on.unsubscribe(properties.subject(channel));
            }
        }
        subscribed = now;
    }

    private void heard(Message message) {
        woken.wake(WakeUp.positions(new String(message.getData(), StandardCharsets.US_ASCII)));
    }

    /** Nothing is heard: asks the store, now and then. */
    private void forgo() {
        confirmed = NEVER;
        listened = Set.of();
        if (System.nanoTime() - askedNanos > properties.pollInterval().toNanos()) {
            askedNanos = System.nanoTime();
            woken.checkAll();
        }
    }
}
