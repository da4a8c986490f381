package live.devhooks.api.ingestion;

import static java.util.Comparator.naturalOrder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which webhooks of a batch are in the store already, and then those of the batch itself. To be read when the positions of their sources are
 * locked, and in a statement of its own, which sees what was committed by whoever held these before.
 */
final class KnownKeys {

    /** For each key one of its times that are near enough; the earliest of all bounds tells which partitions need not be read. */
    static final String LOOK_UP = """
            select n.source_id, n.key, k.received_at, k.seq
            from unnest(?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[]) as n (source_id, key, after, before)
            cross join lateral (
                select k.received_at, k.seq from event_key k
                where k.source_id = n.source_id and k.key = n.key and k.received_at > n.after and k.received_at < n.before
                    and k.received_at > ?::timestamptz
                limit 1) k
            """;

    private final Map<Known, List<Arrival>> arrivals = new HashMap<>();

    /** As exact as the store's times are. */
    private static final Duration PRECISION = Duration.ofNanos(1_000);

    /**
     * A webhook that is known.
     *
     * @param at when it came
     * @param seq of the event that it became; 0 where that is not known
     * @param isStored whether it is in the store, not only in this batch
     */
    record Arrival(Instant at, long seq, boolean isStored) {

        /** Whether it is {@code event} itself, which has been written before. */
        boolean isOf(IncomingEvent event) {
            return isStored
                    && seq > 0
                    && Duration.between(at, event.arrivedAt()).abs().compareTo(PRECISION) < 0;
        }
    }

    private record Known(long sourceId, UUID hash) {

        static Known of(IncomingEvent event) {
            return new Known(event.source().id(), event.key().hash());
        }
    }

    /** What {@link #LOOK_UP} found. */
    static KnownKeys in(ResultSet row) throws SQLException {
        KnownKeys known = new KnownKeys();
        while (row.next()) {
            known.add(
                    new Known(row.getLong("source_id"), row.getObject("key", UUID.class)),
                    new Arrival(row.getTimestamp("received_at").toInstant(), row.getLong("seq"), true));
        }
        return known;
    }

    /** The parameters of {@link #LOOK_UP}. */
    static void addKeys(Columns columns, List<IncomingEvent> events) throws SQLException {
        columns.addNumbers(events, event -> event.source().id());
        columns.addIds(events, event -> event.key().hash());
        columns.addTimes(events, KnownKeys::after);
        columns.addTimes(events, KnownKeys::before);
        columns.add(events.stream()
                .map(KnownKeys::after)
                .min(naturalOrder())
                .orElse(Instant.EPOCH)
                .toString());
    }

    /** The one that is the same as {@code event}, if any. */
    Optional<Arrival> sameAs(IncomingEvent event) {
        return arrivals.getOrDefault(Known.of(event), List.of()).stream()
                .filter(arrival -> event.key().isSame(arrival.at, event.arrivedAt()))
                .findFirst();
    }

    void add(IncomingEvent event, long seq) {
        add(Known.of(event), new Arrival(event.arrivedAt(), seq, false));
    }

    private void add(Known key, Arrival arrival) {
        arrivals.computeIfAbsent(key, none -> new ArrayList<>(1)).add(arrival);
    }

    private static Instant after(IncomingEvent event) {
        return event.arrivedAt().minus(event.key().window());
    }

    private static Instant before(IncomingEvent event) {
        return event.arrivedAt().plus(event.key().window());
    }
}
