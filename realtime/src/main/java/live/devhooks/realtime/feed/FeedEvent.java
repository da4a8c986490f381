package live.devhooks.realtime.feed;

import java.util.Optional;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/** An event whose JSON is written once for all its readers, in each form that one of them needs. Belongs to the thread that hands it over. */
public final class FeedEvent {

    private final Event event;
    private @Nullable String json;
    private @Nullable String payerJson;

    FeedEvent(Event event) {
        this.event = event;
    }

    /** Its id. */
    public EventId id() {
        return event.id();
    }

    /** The place after it. */
    Place place() {
        return new Place(event.id().seq(), event.receivedAt());
    }

    Optional<SessionName> session() {
        return event.session();
    }

    /** The event in the form of PROTOCOL.md: the whole, or what a payer may see of it. */
    public String json(boolean payerView) {
        return payerView ? payerJson() : wholeJson();
    }

    private String wholeJson() {
        if (json == null) {
            json = event.toJson();
        }
        return json;
    }

    private String payerJson() {
        if (payerJson == null) {
            payerJson = event.toPayerJson();
        }
        return payerJson;
    }
}
