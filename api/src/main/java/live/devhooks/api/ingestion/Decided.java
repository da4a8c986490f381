package live.devhooks.api.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.EventId;

/**
 * A webhook with what was decided about it.
 *
 * @param event as it came
 * @param outcome what becomes of it
 * @param at where its source stands, the event included where it is accepted
 * @param isNew whether it is to be inserted
 * @param repeats the {@code seq} of the event that it is a duplicate of; 0 where it is none, or that is not known
 */
record Decided(IncomingEvent event, IngestOutcome outcome, Position at, boolean isNew, long repeats) {

    /** How far ahead a key may lie whose window is longer; there are partitions for it. */
    private static final Duration MOST_AHEAD = Duration.ofHours(1);

    private Decided(IncomingEvent event, IngestOutcome outcome, Position at) {
        this(event, outcome, at, false, 0);
    }

    /** Decides about an event, and moves the position of its source and what is known where it is accepted. */
    static Decided of(IncomingEvent event, LockedSources sources) {
        long sourceId = event.source().id();
        Position at = sources.positions().get(sourceId);
        if (at == null) {
            return new Decided(event, new IngestOutcome.UnknownKey(), Position.NOWHERE);
        }
        Optional<KnownKeys.Arrival> known = sources.known().sameAs(event);
        if (known.isPresent()) {
            return found(event, known.get(), at);
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

    /** A webhook that comes once more is a duplicate; one whose fate was not known when it was written first is in the store and was counted there. */
    private static Decided found(IncomingEvent event, KnownKeys.Arrival known, Position at) {
        return known.isOf(event)
                ? new Decided(event, acceptedAs(event, known.seq()), at)
                : new Decided(event, new IngestOutcome.Duplicate(event.type()), at, false, known.seq());
    }

    /** Accepts an event at its place. */
    static Decided accepted(IncomingEvent event, Position at) {
        return new Decided(event, acceptedAs(event, at.lastSeq()), at, true, 0);
    }

    private static IngestOutcome acceptedAs(IncomingEvent event, long seq) {
        return new IngestOutcome.Accepted(new EventId(event.source().id(), seq), event.type());
    }

    long sourceId() {
        return event.source().id();
    }

    boolean isDuplicate() {
        return outcome instanceof IngestOutcome.Duplicate;
    }

    /**
     * When it arrived, by which its key is known: whoever has it once more, from wherever, has this too, also where the clock of the node that took
     * it goes before that of the database, but by less than the key's window: others look for it within that of their own.
     */
    Instant keyedAt() {
        Duration window = event.key().window();
        return notAfter(at.now().plus(window.compareTo(MOST_AHEAD) < 0 ? window : MOST_AHEAD));
    }

    /** When it arrived, by no clock that goes before that of the database. */
    Instant arrivedAt() {
        return notAfter(at.now());
    }

    private Instant notAfter(Instant latest) {
        return event.arrivedAt().isAfter(latest) ? at.now() : event.arrivedAt();
    }
}
