package live.devhooks.realtime.stomp;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import live.devhooks.protocol.EventId;
import live.devhooks.realtime.consumers.ConsumerPosition;
import live.devhooks.realtime.feed.FeedEvent;
import live.devhooks.realtime.feed.FeedReader;
import live.devhooks.realtime.feed.Room;
import live.devhooks.realtime.feed.WireForm;
import org.jspecify.annotations.Nullable;

/** Writes a stream's events as the MESSAGE frames of one subscription, and hears which of them were acknowledged. */
final class StreamReader implements FeedReader {

    private final Outbox outbox;
    private final Asked asked;
    private final Optional<ConsumerPosition> consumer;

    /** The beginning of each of its MESSAGE frames. */
    private final byte[] begun;

    /** What follows it, of each event. */
    private final WireForm rest;

    private volatile @Nullable Unacknowledged unacknowledged;
    private boolean gap;
    private boolean isLive;
    private volatile boolean ended;

    StreamReader(Outbox outbox, Asked asked, Optional<ConsumerPosition> consumer) {
        this.outbox = outbox;
        this.asked = asked;
        this.consumer = consumer;
        Frame message = Frame.of(asked.version(), "MESSAGE")
                .header("subscription", asked.id())
                .header("destination", asked.destination())
                .plainHeader("content-type", "application/json");
        if (asked.ack() == AckMode.AUTO) {
            this.begun = message.begun();
            this.rest = Frame.REST_OF_MESSAGE;
        } else {
            this.begun = message.begun("ack", AckId.begin(asked.id()));
            this.rest = Frame.REST_OF_MESSAGE_TO_ACKNOWLEDGE;
        }
    }

    @Override
    public synchronized void starts(EventId after, boolean isGap) {
        gap = isGap;
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
    public void event(FeedEvent event) {
        if (!mayPass(event)) {
            return;
        }
        // Without a lock: where the socket is broken, this closes the connection, which takes those of its
        // subscriptions.
        byte[] common = event.as(rest, asked.grant().payerView());
        outbox.queue(begun, common, () -> !ended, whenWritten(event.id()));
    }

    @Override
    public boolean counts() {
        return !asked.byOwner();
    }

    @Override
    public Room room() {
        Room room = outbox.room();
        Unacknowledged waiting = unacknowledged;
        return waiting == null ? room : new Room(Math.max(1, Math.min(waiting.room(), room.events())), room.bytes());
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    /** Notes that {@code event} is sent; not where this has ended. */
    private synchronized boolean mayPass(FeedEvent event) {
        Unacknowledged waiting = unacknowledged;
        if (!ended && waiting != null) {
            waiting.sent(event.id().seq(), event.receivedAt());
        }
        return !ended;
    }

    @Override
    public void live(EventId position, boolean gap) {
        if (!mayTellOf(position) || asked.receipt() == null) {
            return;
        }
        Frame frame = Frame.of(asked.version(), "RECEIPT")
                .header("receipt-id", asked.receipt())
                .header("position", position.toString());
        if (gap || asked.gap()) {
            frame.header("replay-gap", "true");
        }
        outbox.send(frame.end(), () -> !ended, whenWritten(position));
    }

    private synchronized boolean mayTellOf(EventId position) {
        Unacknowledged waiting = unacknowledged;
        if (!ended && waiting != null) {
            waiting.caughtUp(position.seq());
        }
        isLive |= !ended;
        return !ended;
    }

    /** Takes what the client acknowledges; returns which events that are, by their {@code seq}, and when they were received. */
    SortedMap<Long, Instant> acknowledge(EventId event) {
        Unacknowledged waiting = unacknowledged;
        if (waiting == null) {
            return Collections.emptySortedMap();
        }
        SortedMap<Long, Instant> acknowledged = waiting.acknowledge(event.seq(), asked.ack() == AckMode.CLIENT);
        moveTo(waiting.position());
        return acknowledged;
    }

    /** Whether the client has been sent {@code event} and has not acknowledged it. */
    boolean waitsFor(EventId event) {
        Unacknowledged waiting = unacknowledged;
        return event.sourceId() == asked.grant().sourceId() && waiting != null && waiting.holds(event.seq());
    }

    /** Sends nothing any more; returns the event after which all that was not acknowledged follows; none where it has not started. */
    synchronized Optional<EventId> end() {
        ended = true;
        return Optional.ofNullable(unacknowledged)
                .map(waiting -> new EventId(asked.grant().sourceId(), waiting.position()));
    }

    /** What is left to be asked for when it has ended: nothing is told twice. */
    synchronized Asked rest() {
        return asked.again(isLive, gap);
    }

    /** What the connection has taken counts as acknowledged, where nothing else does. */
    private @Nullable Runnable whenWritten(EventId event) {
        return asked.ack() == AckMode.AUTO && consumer.isPresent() ? () -> moveTo(event.seq()) : null;
    }

    private void moveTo(long seq) {
        consumer.ifPresent(position -> position.moveTo(seq));
    }
}
