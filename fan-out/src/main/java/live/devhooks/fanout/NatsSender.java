package live.devhooks.fanout;

import io.nats.client.Connection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import live.devhooks.protocol.WakeUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says it by NATS, after the commit. What is said goes into a queue with a bound, out of which a thread of the client's sends it: nobody
 * who stores events ever waits for NATS. What does not fit, or is not said before the process ends, is lost, and counted as far as that
 * is known.
 */
final class NatsSender implements WakeUpSender {

    private static final Logger LOG = LoggerFactory.getLogger(NatsSender.class);

    private final NatsProperties properties;
    private final NatsTrouble trouble = new NatsTrouble();
    private final NatsLink link;

    NatsSender(NatsProperties properties, String name) {
        this.properties = properties;
        this.link = new NatsLink(properties, name, trouble);
    }

    @Override
    public void start() {
        link.start();
    }

    @Override
    public Optional<String> inTransaction() {
        return Optional.empty();
    }

    @Override
    public void committed(List<WakeUp.Message> messages) {
        Optional<Connection> connection = link.connection();
        for (WakeUp.Message message : messages) {
            connection.ifPresentOrElse(
                    there -> publish(there, message), () -> trouble.lost("there has been no connection yet"));
        }
    }

    /** Whatever is wrong with a wake-up, the events that it tells of are durable, and their senders are to hear so. */
    private void publish(Connection connection, WakeUp.Message message) {
        try {
            connection.publish(
                    properties.subject(message.channel()), message.payload().getBytes(StandardCharsets.US_ASCII));
        } catch (RuntimeException e) {
            trouble.lost(e.getClass().getSimpleName() + ", " + e.getMessage());
        }
    }

    @Override
    public long lost() {
        return trouble.lost();
    }

    @Override
    public boolean isConnected() {
        return link.isConnected();
    }

    @Override
    public void close() {
        link.connection().filter(connection -> link.isConnected()).ifPresent(this::flush);
        link.close();
    }

    private void flush(Connection connection) {
        try {
            connection.flush(properties.connectTimeout());
        } catch (TimeoutException e) {
            LOG.debug("the last wake-ups may not have been sent: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
