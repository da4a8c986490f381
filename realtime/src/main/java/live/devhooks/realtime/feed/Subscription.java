package live.devhooks.realtime.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.deliveries.Deliveries;

/**
 * One reader's place in a stream. It is either live, which means that it is handed each new event of its source as the stream reads
 * it, or behind, which means that it reads the store for itself, a page at a time, until it has caught up. A reader without room falls
 * behind and so costs nothing but its place.
 *
 * <p>Everything but {@link #resume()}, {@link #acknowledged} and {@link #close()} belongs to the round that its {@link SourceStream} is in.
 */
public final class Subscription {

    private final SourceStream stream;
    private final Grant grant;
    private final Optional<SessionName> session;
    private final FeedReader reader;
    private final Deliveries deliveries;

    private final StartPosition start;
    private boolean wasLive;
    private boolean gap;
    private boolean keepsUp;
    private Place position = Place.after(0);

    Subscription(
            SourceStream stream,
            Grant grant,
            Optional<SessionName> session,
            StartPosition start,
            FeedReader reader,
            Deliveries deliveries) {
        this.deliveries = deliveries;
        this.stream = stream;
        this.grant = grant;
        this.session = session;
        this.start = start;
        this.reader = reader;
    }

    /** Says that there is room again. */
    public void resume() {
        stream.resume();
    }

    /** Says that the reader has acknowledged an event. */
    public void acknowledged(EventId event, Instant receivedAt) {
        deliveries.acknowledged(grant.account(), event, receivedAt);
    }

    /** Ends it; what has been read already may still be handed over. */
    public void close() {
        stream.remove(this);
    }

    Grant grant() {
        return grant;
    }

    Optional<SessionName> session() {
        return session;
    }

    boolean hasRoom() {
        return reader.hasRoom();
    }

    Room room() {
        return reader.room();
    }

    Place position() {
        return position;
    }

    /** Whether it still had room after all that it was handed last while it was behind. */
    boolean keepsUp() {
        return keepsUp;
    }

    /** Whether the oldest event that is kept matters to where it starts. */
    boolean startsAmongWhatIsKept() {
        return !(start instanceof StartPosition.Now);
    }

    /** Resolves where it starts, in a source that keeps the events from {@code oldest} and stands at {@code newest}. */
    void startBetween(long oldest, Place newest) {
        if (start instanceof StartPosition.Now) {
            position = newest;
        } else if (start instanceof StartPosition.After after) {
            boolean known =
                    after.id().sourceId() == grant.sourceId() && after.id().seq() <= newest.seq();
            gap = !known || after.id().seq() + 1 < oldest;
            position = Place.after(gap ? oldest - 1 : after.id().seq());
        } else {
            position = Place.after(oldest - 1);
        }
        reader.starts(new EventId(grant.sourceId(), position.seq()), gap);
    }

    /** Hands over those of {@code events}, which follow each other, that are the reader's and not yet handed over; tells whether it had room for all. */
    boolean offer(List<FeedEvent> events) {
        int handed = 0;
        while (handed < events.size() && reader.hasRoom()) {
            offer(events.get(handed));
            handed++;
        }
        reader.flush();
        return handed == events.size();
    }

    /** The same where it is behind. */
    boolean offerMissed(List<FeedEvent> events) {
        boolean all = offer(events);
        keepsUp = all && reader.hasRoom();
        return all;
    }

    private void offer(FeedEvent event) {
        if (event.id().seq() <= position.seq()) {
            return;
        }
        if (session.isEmpty() || session.equals(event.session())) {
            reader.event(event);
            if (reader.counts() && event.handOver()) {
                deliveries.sent(grant.account(), event.id(), event.receivedAt());
            }
        }
        position = event.place();
    }

    /** Moves on to {@code place}, up to where there was nothing left to hand over. */
    void caughtUp(Place place) {
        position = position.seq() < place.seq() ? place : position;
        keepsUp = false;
        if (!wasLive) {
            wasLive = true;
            reader.live(new EventId(grant.sourceId(), position.seq()), gap);
        }
    }
}
