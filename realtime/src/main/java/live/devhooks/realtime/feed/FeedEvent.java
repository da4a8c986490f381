package live.devhooks.realtime.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * An event whose bytes are written once for all its readers, in each form that one of them needs. Several threads may hand it over: those that need
 * a form at the same moment, before it is there, write it for themselves.
 */
public final class FeedEvent {

    private final Event event;
    private final String idText;
    private volatile @Nullable Written written;
    private final AtomicInteger readers = new AtomicInteger();

    /** What was written last, and all before it: of the two views and the two kinds of connections, four at most, but for what threads write twice. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
    private record Written(
            WireForm form,
            boolean payerView,
            byte[] bytes,
            @Nullable Written before) {}

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
        byte[] bytes = form.write(idText, payerView ? event.toPayerJson() : event.toJson());
        written = new Written(form, payerView, bytes, written);
        return bytes;
    }
}
