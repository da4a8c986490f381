package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.OptionalLong;
import live.devhooks.protocol.EventId;

/**
 * A webhook with what was decided about it.
 *
 * @param event as it came
 * @param outcome what becomes of it
 * @param at where its source stands, the event included where it is accepted
 * @param repeats the {@code seq} of the event that it is a duplicate of; 0 where it is none, or that is not known
 */
record Decided(IncomingEvent event, IngestOutcome outcome, Position at, long repeats) {

    private Decided(IncomingEvent event, IngestOutcome outcome, Position at) {
        this(event, outcome, at, 0);
    }

    /** Decides about an event, and moves the position of its source and what is known where it is accepted. */
    static Decided of(IncomingEvent event, LockedSources sources) {
        long sourceId = event.source().id();
        Position at = sources.positions().get(sourceId);
        if (at == null) {
            return new Decided(event, new IngestOutcome.UnknownKey(), Position.NOWHERE);
        }
        OptionalLong repeated = sources.known().repeatedBy(event);
        if (repeated.isPresent()) {
            return new Decided(event, new IngestOutcome.Duplicate(event.type()), at, repeated.getAsLong());
        }
        int burst = event.source().burst();
        if (!event.isPromised() && !at.hasRoom(burst)) {
            return new Decided(event, new IngestOutcome.OverBurst(burst), at);
        }
        Position next = at.next(event.arrivedAt()).spend(burst);
        sources.positions().put(sourceId, next);
        sources.known().add(event, next.lastSeq());
        return accepted(event, next);
    }

    /** Accepts an event at its place. */
    static Decided accepted(IncomingEvent event, Position at) {
        EventId id = new EventId(event.source().id(), at.lastSeq());
        return new Decided(event, new IngestOutcome.Accepted(id, event.type()), at);
    }

    long sourceId() {
        return event.source().id();
    }

    boolean isAccepted() {
        return outcome instanceof IngestOutcome.Accepted;
    }

    boolean isDuplicate() {
        return outcome instanceof IngestOutcome.Duplicate;
    }

    /** When it arrived, by which its key is known: whoever has it once more, from wherever, has this too. */
    Instant keyedAt() {
        return event.arrivedAt().isAfter(at.now()) ? at.now() : event.arrivedAt();
    }
}
