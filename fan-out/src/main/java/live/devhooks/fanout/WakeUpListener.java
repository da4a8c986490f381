package live.devhooks.fanout;

import java.util.Set;
import live.devhooks.migrations.Database;

/**
 * The side of a realtime node: hears which sources have grown. After each connecting, and on each new channel, it has whoever is woken ask
 * the store, since nothing tells what was said before.
 */
public interface WakeUpListener {

    /** The one of the engine that is configured, not started yet; {@code name} is that of this node's role, by which an engine knows it. */
    static WakeUpListener of(
            FanOutProperties properties, String name, ListenBounds bounds, Database database, Woken woken) {
        return switch (properties.engine()) {
            case POSTGRESQL -> new PostgresListener(database, bounds, woken);
            case NATS -> new NatsListener(properties.nats(), name, bounds, woken);
        };
    }

    /** Begins to listen. */
    void start();

    /** Ends what {@link #start()} began, threads included. */
    void stop();

    /** The channels on which nothing is missed. */
    Set<Integer> listened();

    /** Whether it is connected to what wakes it. */
    boolean isConnected();
}
