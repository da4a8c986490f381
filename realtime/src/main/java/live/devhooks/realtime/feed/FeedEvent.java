package live.devhooks.realtime.feed;

import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/** An event whose JSON is written once for all its readers, in each form that one of them needs. Belongs to the thread that hands it over. */
public final class FeedEvent {

    private final Event event;
    private @Nullable EventJson json;
    private @Nullable EventJson payerJson;
    private int readers;

    FeedEvent(Event event) {
        this.event = event;
    }

    /** Its id. */
    public EventId id() {
        return event.id();
    }

    /** When it was received. */
    public Instant receivedAt() {
        return event.receivedAt();
    }

    /** Notes that a reader is handed it; whether that is the first one. */
    boolean handOver() {
        readers++;
        return readers == 1;
    }

    /** How many readers it has been handed to. */
    int readers() {
        return readers;
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
        if (json == null) {
            json = EventJson.of(event.toJson());
        }
        return json;
    }

    private EventJson payerJson() {
        if (payerJson == null) {
            payerJson = EventJson.of(event.toPayerJson());
        }
        return payerJson;
    }
}
