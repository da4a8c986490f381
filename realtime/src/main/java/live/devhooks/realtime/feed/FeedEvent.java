package live.devhooks.realtime.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * An event whose bytes are written once for all its readers, in each form that some of them need. Several threads may hand it over: what they write at the
 * same moment may be written twice, or be forgotten and written again.
 */
public final class FeedEvent {

    private final Event event;
    private volatile @Nullable Written written;
    private final AtomicInteger readers = new AtomicInteger();

    /** What was written last, and what before it: there are few forms, and two views. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
    private record Written(
            WireForm form,
            boolean payerView,
            byte[] bytes,
            @Nullable Written before) {}

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

    /**
     * The event in {@code form}, its JSON as PROTOCOL.md has it: the whole, or what a payer may see of it. To be sent as it is, and never changed: others
     * have the same array.
     */
    public byte[] as(WireForm form, boolean payerView) {
        for (Written at = written; at != null; at = at.before) {
            if (at.form.equals(form) && at.payerView == payerView) {
                return at.bytes;
            }
        }
        byte[] bytes = form.write(event.id().toString(), payerView ? event.toPayerJson() : event.toJson());
        written = new Written(form, payerView, bytes, written);
        return bytes;
    }
}
