package live.devhooks.realtime.stomp;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import live.devhooks.protocol.Destination;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.ProblemType;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.consumers.Consumer;
import live.devhooks.realtime.consumers.ConsumerPosition;
import live.devhooks.realtime.consumers.ConsumerPositions;
import live.devhooks.realtime.feed.Feed;
import live.devhooks.realtime.feed.StartPosition;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;

/** Answers SUBSCRIBE: which stream, from where on, and how its events are acknowledged. */
@Component
final class Subscribing {

    private static final String LAST_EVENT_ID = "last-event-id";
    private static final Pattern PREFETCH = Pattern.compile("[1-9]\\d{0,8}");

    private final StompProperties properties;
    private final Feed feed;
    private final ConsumerPositions consumers;

    Subscribing(StompProperties properties, Feed feed, ConsumerPositions consumers) {
        this.properties = properties;
        this.feed = feed;
        this.consumers = consumers;
    }

    /** Begins what {@code headers} ask for, as far as {@code access} opens it. */
    void begin(StompConnection connection, Access access, StompHeaderAccessor headers) throws StompRefused {
        String id = FrameHeaders.subscriptionId(connection.version(), headers);
        Destination destination = Destination.parse(FrameHeaders.destination(headers))
                .orElseThrow(() -> new StompRefused(
                        ProblemType.BAD_REQUEST,
                        "Subscribe to /topic/sources/{source} or /topic/sources/{source}/sessions/{session}"));
        if (!access.grant().allows(destination)) {
            throw new StompRefused(ProblemType.ACCESS_DENIED, "The token or secret does not open this stream");
        }
        if (connection.hasSubscription(id)) {
            throw new StompRefused(ProblemType.BAD_REQUEST, "The id " + id + " is in use on this connection");
        }
        if (connection.subscriptionCount() >= properties.maxSubscriptions()) {
            throw new StompRefused(
                    ProblemType.TOO_MANY_SUBSCRIPTIONS,
                    "Use at most " + properties.maxSubscriptions() + " subscriptions for each connection");
        }
        Asked asked = new Asked(
                connection.version(),
                id,
                FrameHeaders.destination(headers),
                access.grant(),
                access.isOwners(),
                destination.session(),
                ackMode(headers),
                prefetch(headers),
                headers.getReceipt(),
                false);
        begin(connection, headers, asked);
    }

    private void begin(StompConnection connection, StompHeaderAccessor headers, Asked asked) throws StompRefused {
        StartPosition start = start(headers, asked);
        Optional<Consumer> consumer = consumer(headers, asked);
        if (consumer.isEmpty()) {
            connection.keep(
                    asked.id(), new StompSubscription(feed, connection.outbox(), asked, Optional.empty(), start));
            return;
        }
        OptionalLong acknowledged = consumers.find(consumer.get());
        ConsumerPosition position = consumers
                .open(consumer.get(), acknowledged.isPresent())
                .orElseThrow(() -> new StompRefused(
                        ProblemType.TOO_MANY,
                        "The source has as many names of consumers as may be kept; use one of them"));
        boolean continues = acknowledged.isPresent() && headers.getFirstNativeHeader(LAST_EVENT_ID) == null;
        connection.keep(
                asked.id(),
                new StompSubscription(
                        feed,
                        connection.outbox(),
                        asked,
                        Optional.of(position),
                        continues
                                ? new StartPosition.After(
                                        new EventId(asked.grant().sourceId(), acknowledged.getAsLong()))
                                : start));
    }

    private static AckMode ackMode(StompHeaderAccessor headers) throws StompRefused {
        return AckMode.of(headers.getFirstNativeHeader("ack"))
                .orElseThrow(
                        () -> new StompRefused(ProblemType.BAD_REQUEST, "ack is auto, client or client-individual"));
    }

    /** More than may wait is as much as may. */
    private int prefetch(StompHeaderAccessor headers) throws StompRefused {
        String count = headers.getFirstNativeHeader("prefetch-count");
        if (count == null) {
            return properties.maxPrefetch();
        }
        if (!PREFETCH.matcher(count).matches()) {
            throw new StompRefused(ProblemType.BAD_REQUEST, "prefetch-count is a number from 1");
        }
        return Math.min(Integer.parseInt(count), properties.maxPrefetch());
    }

    private static Optional<Consumer> consumer(StompHeaderAccessor headers, Asked asked) throws StompRefused {
        String name = headers.getFirstNativeHeader("consumer");
        if (name == null) {
            return Optional.empty();
        }
        if (asked.grant().session().isPresent()) {
            throw new StompRefused(
                    ProblemType.ACCESS_DENIED, "Consumers are for whoever holds a source secret; use last-event-id");
        }
        Optional<Consumer> consumer = Consumer.of(asked.grant(), asked.session(), name);
        if (consumer.isEmpty()) {
            throw new StompRefused(
                    ProblemType.BAD_REQUEST, "A consumer's name has 1 to " + Consumer.MAX_LENGTH + " characters");
        }
        return consumer;
    }

    private static StartPosition start(StompHeaderAccessor headers, Asked asked) throws StompRefused {
        return StartPosition.asked(
                        headers.getFirstNativeHeader(LAST_EVENT_ID),
                        headers.getFirstNativeHeader("replay"),
                        asked.session().isPresent())
                .orElseThrow(() -> new StompRefused(ProblemType.BAD_REQUEST, "replay is all or none"));
    }
}
