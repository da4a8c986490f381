package live.devhooks.api.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import live.devhooks.api.sources.Source;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The events in the store that are still given out, of the account that asks. */
@Component
class KeptEvents {

    /**
     * The newest events, as long as those before them fit into the bytes, at least one; of those that are not of the type or the status that
     * is asked for only the place. A transaction for each statement, so that none keeps a partition from being dropped.
     */
    private static final String NEWEST = """
            select seq, received_at, session, type, bytes,
                case when fits then reading end as reading, body_form, case when fits then body end as body
            from (
                select seq, received_at, session, type, reading, body_form, body, octet_length(body) as bytes,
                    (cast(:type as text) is null or type = :type)
                        and (cast(:status as text) is null or cast(reading as json) #>> '{payment,status}' = :status) as fits,
                    sum(octet_length(body)) over (order by seq desc) - octet_length(body) as bytes_before
                from event
                where account_id = :account and source_id = :source %s and seq > :afterSeq and seq < :beforeSeq
                    and received_at > :afterTime and received_at < :beforeTime and received_at > :kept
                order by seq desc
                limit :limit
            ) newest
            where bytes_before < :bytes
            order by seq desc
            """;

    private static final String NEWEST_OF_SOURCE = NEWEST.formatted("");
    private static final String NEWEST_OF_SESSION = NEWEST.formatted("and session = :session");

    /** Where the database keeps no times of commits, asking for one would fail. */
    private static final String ONE = """
            select e.seq, e.received_at, session, type, reading, body_form, body, content_type, sender_address, sender_headers,
                case when current_setting('track_commit_timestamp') = 'on' then pg_xact_commit_timestamp(e.xmin) end as durable_at,
                d.sent_at, d.acknowledged_at, coalesce(r.duplicates, 0) as duplicates, r.last_at as last_duplicate_at
            from event e
            left join delivery d
                on d.account_id = e.account_id and d.source_id = e.source_id and d.seq = e.seq and d.received_at = e.received_at
            left join event_duplicate r on r.account_id = e.account_id and r.source_id = e.source_id and r.seq = e.seq
            where e.account_id = :account and e.source_id = :source and e.seq = :seq and e.received_at > :kept
            """;

    private final JdbcClient jdbc;
    private final EventProperties properties;
    private final InstantSource clock;

    KeptEvents(DataSource dataSource, EventProperties properties, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * An event that was looked at.
     *
     * @param seq its place
     * @param bytes the size of its body
     * @param event itself; absent where it has another type or status than was asked for
     */
    record LookedAt(long seq, long bytes, Optional<Event> event) {}

    /**
     * An event with what is kept of its request.
     *
     * @param event itself
     * @param contentType the header as received; empty where there was none
     * @param address from where it came, where that was kept
     * @param headers the lines of the headers that were kept
     * @param times when what became of it, as far as that is known
     */
    record KeptEvent(
            Event event, String contentType, @Nullable String address, String headers, Times times) {}

    /**
     * What became of an event, and when.
     *
     * @param durableAt when its transaction was committed, where the database keeps that
     * @param deliveredAt when the connection of a reader was first given it
     * @param acknowledgedAt when a reader first acknowledged it
     * @param duplicates how often its webhook came once more
     * @param lastDuplicateAt when it did last
     */
    record Times(
            @Nullable Instant durableAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt,
            long duplicates,
            @Nullable Instant lastDuplicateAt) {}

    /** The newest events that {@code query} asks for and that are before {@code before}, at most {@code limit}. */
    @Transactional(readOnly = true)
    List<LookedAt> newest(Source source, EventQuery query, Edge before, int limit) {
        String sql = query.session().isPresent() ? NEWEST_OF_SESSION : NEWEST_OF_SOURCE;
        return jdbc.sql(sql)
                .param("session", query.session().map(SessionName::value).orElse(null))
                .param("type", query.type())
                .param("status", query.status())
                .param("account", Tenancy.required())
                .param("source", source.id())
                .param("afterSeq", query.after().seq())
                .param("beforeSeq", before.seq())
                .param("afterTime", Timestamp.from(query.after().time()))
                .param("beforeTime", Timestamp.from(before.time()))
                .param("kept", keptSince())
                .param("limit", limit)
                .param("bytes", properties.chunkBytes())
                .query((row, number) -> lookedAt(row, source))
                .list();
    }

    /** The event of this place; empty where there is none, or none any more. */
    @Transactional(readOnly = true)
    Optional<KeptEvent> find(Source source, long seq) {
        return jdbc.sql(ONE)
                .param("account", Tenancy.required())
                .param("source", source.id())
                .param("seq", seq)
                .param("kept", keptSince())
                .query((row, number) -> keptEvent(row, source))
                .optional();
    }

    private Timestamp keptSince() {
        return Timestamp.from(clock.instant().minus(properties.retention()));
    }

    private static LookedAt lookedAt(ResultSet row, Source source) throws SQLException {
        boolean fits = row.getString("reading") != null;
        return new LookedAt(
                row.getLong("seq"), row.getLong("bytes"), fits ? Optional.of(event(row, source)) : Optional.empty());
    }

    private static KeptEvent keptEvent(ResultSet row, Source source) throws SQLException {
        return new KeptEvent(
                event(row, source),
                text(row, "content_type"),
                row.getString("sender_address"),
                text(row, "sender_headers"),
                new Times(
                        time(row, "durable_at"),
                        time(row, "sent_at"),
                        time(row, "acknowledged_at"),
                        row.getLong("duplicates"),
                        time(row, "last_duplicate_at")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Event event(ResultSet row, Source source) throws SQLException {
        return new Event(
                new EventId(source.id(), row.getLong("seq")),
                source.slug(),
                Optional.ofNullable(row.getString("session")).map(SessionName::new),
                row.getString("type"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("reading"),
                new EventBody(EventBody.Form.valueOf(row.getString("body_form")), row.getBytes("body")));
    }
}
