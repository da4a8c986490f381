package live.devhooks.fanout;

import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.WakeUp;

/**
 * The side of an api node: says which sources have grown, once that is committed, and never before. What it says may get lost; the store
 * has the same, and readers ask it.
 */
public interface WakeUpSender extends AutoCloseable {

    /** The one of the engine that is configured, not started yet; {@code name} is that of this node's role, by which an engine knows it. */
    static WakeUpSender of(FanOutProperties properties, String name) {
        return switch (properties.engine()) {
            case POSTGRESQL -> new PostgresSender();
            case NATS -> new NatsSender(properties.nats(), name);
        };
    }

    /** Connects where that is needed; does not fail where it is not possible yet. */
    void start();

    /**
     * What has to be the last query of the statement that stores the events: it takes the channels' names and the payloads, as two arrays
     * of texts. Empty where nothing is said within the transaction.
     */
    Optional<String> inTransaction();

    /** Says what has been committed, unless the transaction has done so itself. Returns at once, and never fails. */
    void committed(List<WakeUp.Message> messages);

    /** How many messages are known to have been lost. */
    long lost();

    /** Whether what is said now can be heard. */
    boolean isConnected();

    /** Lets go of what {@link #start()} made. */
    @Override
    void close();
}
