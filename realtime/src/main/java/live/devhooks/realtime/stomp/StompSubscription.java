package live.devhooks.realtime.stomp;

import java.util.Optional;
import live.devhooks.protocol.EventId;
import live.devhooks.realtime.consumers.ConsumerPosition;
import live.devhooks.realtime.feed.Feed;
import live.devhooks.realtime.feed.StartPosition;
import live.devhooks.realtime.feed.Subscription;

/**
 * One subscription of a client, from its SUBSCRIBE on. What the client refuses by a NACK is sent again, with all that it did not acknowledge, when
 * the connection is next {@linkplain #sendAgainWhatWasRefused() looked at}: not at once, lest a client that refuses everything keeps us busy.
 */
final class StompSubscription {

    private final Feed feed;
    private final Outbox outbox;
    private final Optional<ConsumerPosition> consumer;
    private final StartPosition start;

    private Asked asked;
    private StreamReader reader;
    private Subscription subscription;
    private boolean refused;
    private boolean closed;

    StompSubscription(Feed feed, Outbox outbox, Asked asked, Optional<ConsumerPosition> consumer, StartPosition start) {
        this.feed = feed;
        this.outbox = outbox;
        this.asked = asked;
        this.consumer = consumer;
        this.start = start;
        this.reader = new StreamReader(outbox, asked, consumer);
        this.subscription = subscribe(start);
    }

    private Subscription subscribe(StartPosition start) {
        return feed.subscribe(asked.grant(), asked.session(), start, reader);
    }

    synchronized boolean waitsFor(EventId event) {
        return reader.waitsFor(event);
    }

    synchronized void acknowledge(EventId event) {
        reader.acknowledge(event)
                .forEach(
                        (seq, receivedAt) -> subscription.acknowledged(new EventId(event.sourceId(), seq), receivedAt));
        subscription.resume();
    }

    synchronized void refuse(EventId event) {
        refused |= reader.waitsFor(event);
    }

    synchronized void sendAgainWhatWasRefused() {
        if (!refused || closed) {
            return;
        }
        Optional<EventId> after = reader.end();
        refused = false;
        subscription.close();
        asked = reader.rest();
        reader = new StreamReader(outbox, asked, consumer);
        subscription =
                subscribe(after.<StartPosition>map(StartPosition.After::new).orElse(start));
    }

    /** Says that there is room again. */
    synchronized void resume() {
        subscription.resume();
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            reader.end();
            subscription.close();
            consumer.ifPresent(ConsumerPosition::close);
        }
    }
}
