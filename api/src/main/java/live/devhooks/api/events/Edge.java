package live.devhooks.api.events;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.EventId;

/**
 * An end of a part of a stream, itself no part of it: a place, or a time.
 *
 * @param seq that of an event; one that says nothing where a time was given
 * @param time when an event was received, in microseconds; one that says nothing where a place was given
 */
record Edge(long seq, Instant time) {

    /** Before all events. */
    static final Edge START = new Edge(0, Instant.EPOCH);

    /** After all events. */
    static final Edge END = new Edge(Long.MAX_VALUE, Instant.parse("9999-12-31T23:59:59Z"));

    private static final Pattern RFC_3339 = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}.*");
    private static final Duration UNIT = Duration.of(1, ChronoUnit.MICROS);

    /** The edge after which events are asked for, as the parameter {@code after} says it. */
    static Edge after(String text, long sourceId) {
        return text.isEmpty() ? START : parse("after", text, sourceId, START, Edge::floor);
    }

    /** The edge before which events are asked for, as the parameter {@code before} says it. */
    static Edge before(String text, long sourceId) {
        return text.isEmpty() ? END : parse("before", text, sourceId, END, Edge::ceiling);
    }

    /** The same edge moved to the place of an event. */
    Edge at(long eventSeq) {
        return new Edge(eventSeq, time);
    }

    /** What is done to the part of a time that no event's has. */
    private interface Rounding {
        Instant of(Instant time);
    }

    private static Edge parse(String field, String text, long sourceId, Edge open, Rounding rounding) {
        Optional<Edge> place =
                EventId.parse(text).filter(id -> id.sourceId() == sourceId).map(id -> new Edge(id.seq(), open.time));
        return place.or(() -> time(text).map(time -> new Edge(open.seq, rounding.of(time))))
                .orElseThrow(() -> ProblemException.field(
                        field,
                        "must be the id of an event of this source, or a time as in RFC 3339, such as"
                                + " 2026-11-24T02:11:09Z, with + as %2B"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return RFC_3339.matcher(text).matches()
                    ? Optional.of(
                            OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant floor(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(UNIT);
    }
}
