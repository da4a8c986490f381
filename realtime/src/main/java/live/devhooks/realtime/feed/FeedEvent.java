package live.devhooks.realtime.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * An event whose JSON is written once for all its readers, in each form that one of them needs. Several threads may hand it over: those that need
 * a form at the same moment, before it is there, write it for themselves.
 */
public final class FeedEvent {

    private final Event event;
    private final String idText;
    private volatile @Nullable EventJson json;
    private volatile @Nullable EventJson payerJson;
    private final AtomicInteger readers = new AtomicInteger();

    FeedEvent(Event event) {
        this.event = event;
        this.idText = event.id().toString();
    }

    /** Its id. */
    public EventId id() {
        return event.id();
    }

    /** Its id as it is sent. */
    public String idText() {
        return idText;
    }

    /** When it was received. */
    public Instant receivedAt() {
        return event.receivedAt();
    }

    /** Notes that a reader is handed it; whether that is the first one. */
    boolean handOver() {
        return readers.getAndIncrement() == 0;
    }

    /** How many readers it has been handed to. */
    int readers() {
        return readers.get();
    }

    /** The place after it. */
    Place place() {
        return new Place(event.id().seq(), event.receivedAt());
    }

    Optional<SessionName> session() {
        return event.session();
    }

    /** The event in the form of PROTOCOL.md: the whole, or what a payer may see of it. */
    public EventJson json(boolean payerView) {
        return payerView ? payerJson() : wholeJson();
    }

    private EventJson wholeJson() {
        EventJson written = json;
        if (written == null) {
            written = EventJson.of(event.toJson());
            json = written;
        }
        return written;
    }

    private EventJson payerJson() {
        EventJson written = payerJson;
        if (written == null) {
            written = EventJson.of(event.toPayerJson());
            payerJson = written;
        }
        return written;
    }
}
