package live.devhooks.bench.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;

/** What readers are to do. Each belongs to a group, which is known by its name from its first {@link Connect} to its {@link Leave}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReadersOrder.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = ReadersOrder.Await.class, name = "await"),
    @JsonSubTypes.Type(value = ReadersOrder.Leave.class, name = "leave")
})
public sealed interface ReadersOrder {

    /** Most connections that one group may have. */
    int MAX_READERS = 16_000;

    /** The name of the group. */
    String group();

    /** How long it may take, in milliseconds. */
    long millis();

    /** Where readers start. */
    enum Start {
        /** With what comes next. */
        NOW,
        /** After what they had last; those who had nothing, with the first event that there is. */
        AFTER_LAST
    }

    /** Which server it is, which decides what can be expected of it. */
    enum Kind {
        /** The product: confirms a subscription when it is live, and numbers what it sends. */
        PRODUCT,
        /** Spring's simple broker: does neither. */
        BROKER,
        /** RabbitMQ: confirms a subscription, and does not number what it sends. */
        RABBITMQ,
        /** nchan: no STOMP, but a WebSocket for each stream, on which whole frames come as if it were. */
        NCHAN
    }

    /**
     * Connects and subscribes; done when all are live. A group that is known already connects anew.
     *
     * @param base {@code http://host:port} of a server on loopback
     * @param kind of the server
     * @param start where they start
     * @param readers who they are
     * @param atOnce how many may be under way at the same time
     * @param isTimed whether each event has a number of the load generator's, by which is found when its request was due
     */
    record Connect(
            String group,
            URI base,
            Kind kind,
            Start start,
            List<ReaderLogin> readers,
            int atOnce,
            boolean isTimed,
            long millis)
            implements ReadersOrder {

        /** Refuses what is out of bounds. */
        public Connect {
            if (readers.isEmpty() || readers.size() > MAX_READERS || atOnce < 1) {
                throw new IllegalArgumentException("a group has from 1 to " + MAX_READERS + " readers");
            }
            readers = List.copyOf(readers);
        }
    }

    /** Waits until so many events have been delivered to the group since the last time this was waited for. */
    record Await(String group, long deliveries, long millis) implements ReadersOrder {}

    /** Ends the connections of the group, and forgets it. */
    record Leave(String group, long millis) implements ReadersOrder {}
}
