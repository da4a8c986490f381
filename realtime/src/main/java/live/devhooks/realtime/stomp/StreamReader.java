package live.devhooks.realtime.stomp;

import java.util.Optional;
import live.devhooks.protocol.EventId;
import live.devhooks.realtime.consumers.ConsumerPosition;
import live.devhooks.realtime.feed.FeedEvent;
import live.devhooks.realtime.feed.FeedReader;
import org.jspecify.annotations.Nullable;

/** Writes a stream's events as the MESSAGE frames of one subscription, and hears which of them were acknowledged. */
final class StreamReader implements FeedReader {

    private final Outbox outbox;
    private final Asked asked;
    private final Optional<ConsumerPosition> consumer;
    private volatile @Nullable Unacknowledged unacknowledged;
    private boolean ended;

    StreamReader(Outbox outbox, Asked asked, Optional<ConsumerPosition> consumer) {
        this.outbox = outbox;
        this.asked = asked;
        this.consumer = consumer;
    }

    @Override
    public void starts(EventId after) {
        if (asked.ack() != AckMode.AUTO) {
            unacknowledged = new Unacknowledged(asked.prefetch(), after.seq());
        }
        moveTo(after.seq());
    }

    @Override
    public boolean hasRoom() {
        Unacknowledged waiting = unacknowledged;
        return outbox.hasRoom() && (waiting == null || waiting.hasRoom());
    }

    @Override
    public synchronized void event(FeedEvent event) {
        if (ended) {
            return;
        }
        Frame frame = Frame.of("MESSAGE")
                .header("subscription", asked.id())
                .header("message-id", event.id().toString())
                .header("destination", asked.destination())
                .header("content-type", "application/json");
        Unacknowledged waiting = unacknowledged;
        if (waiting != null) {
            waiting.sent(event.id().seq());
            frame.header("ack", AckId.of(event.id(), asked.id()));
        }
        outbox.send(frame.body(event.json(asked.grant().payerView())), whenWritten(event.id()));
    }

    @Override
    public synchronized void live(EventId position, boolean gap) {
        if (ended) {
            return;
        }
        Unacknowledged waiting = unacknowledged;
        if (waiting != null) {
            waiting.caughtUp(position.seq());
        }
        if (asked.receipt() == null) {
            return;
        }
        Frame frame = Frame.of("RECEIPT").header("receipt-id", asked.receipt()).header("position", position.toString());
        if (gap) {
            frame.header("replay-gap", "true");
        }
        outbox.send(frame.end(), whenWritten(position));
    }

    /** Takes what the client acknowledges. */
    void acknowledge(EventId event) {
        Unacknowledged waiting = unacknowledged;
        if (waiting != null) {
            waiting.acknowledge(event.seq(), asked.ack() == AckMode.CLIENT);
            moveTo(waiting.position());
        }
    }

    /** Whether the client has been sent {@code event} and has not acknowledged it. */
    boolean waitsFor(EventId event) {
        Unacknowledged waiting = unacknowledged;
        return event.sourceId() == asked.grant().sourceId() && waiting != null && waiting.holds(event.seq());
    }

    /** Sends nothing any more; returns the event after which all that was not acknowledged follows. */
    synchronized EventId end() {
        ended = true;
        Unacknowledged waiting = unacknowledged;
        return new EventId(asked.grant().sourceId(), waiting == null ? 0 : waiting.position());
    }

    /** What the connection has taken counts as acknowledged, where nothing else does. */
    private @Nullable Runnable whenWritten(EventId event) {
        return asked.ack() == AckMode.AUTO && consumer.isPresent() ? () -> moveTo(event.seq()) : null;
    }

    private void moveTo(long seq) {
        consumer.ifPresent(position -> position.moveTo(seq));
    }
}
