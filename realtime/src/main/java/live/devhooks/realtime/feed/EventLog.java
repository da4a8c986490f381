package live.devhooks.realtime.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.access.AccountStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The store as streams see it: the events of a source that are still kept, read in pages, one account at a time. */
@Component
class EventLog {

    /** Most positions that are asked for in one statement. */
    static final int MAX_HEADS = 1_000;

    /** The next events, as long as those before them fit into a page; at least one. */
    private static final String PAGE = """
            select source_id, seq, received_at, session, type, reading, body_form, body
            from (
                select *, sum(octet_length(body)) over (order by seq) - octet_length(body) as bytes_before
                from event
                where account_id = :account and source_id = :source %s and seq > :after and received_at >= :since and received_at > :kept
                order by seq
                limit :limit
            ) page
            where bytes_before < :bytes
            order by seq
            """;

    private static final String PAGE_OF_SOURCE = PAGE.formatted("");
    private static final String PAGE_OF_SESSION = PAGE.formatted("and session = :session");

    private static final String HEADS = """
            select source_id, last_seq, greatest(last_received_at, timestamptz 'epoch') as since
            from source_position
            where source_id = any (?)
            """;

    private static final String OLDEST = """
            select seq
            from event
            where account_id = :account and source_id = :source and received_at > :kept
            order by seq
            limit 1
            """;

    private final JdbcClient jdbc;
    private final AccountStore store;
    private final FeedProperties properties;
    private final InstantSource clock;

    EventLog(Database database, FeedProperties properties, InstantSource clock) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.STREAM));
        this.store = new AccountStore(database);
        this.properties = properties;
        this.clock = clock;
    }

    /** Where each source stands, which is after its newest event; a source that does not exist is missing. */
    Map<Long, Place> heads(Collection<Long> sourceIds) {
        Map<Long, Place> heads = new HashMap<>();
        jdbc.sql(HEADS).param(sourceIds.toArray(Long[]::new)).query(row -> {
            heads.put(
                    row.getLong("source_id"),
                    new Place(row.getLong("last_seq"), row.getTimestamp("since").toInstant()));
        });
        return heads;
    }

    /** Where a source stands. */
    Place head(long sourceId) {
        return heads(List.of(sourceId)).getOrDefault(sourceId, Place.after(0));
    }

    /** The {@code seq} of the oldest event of a source that is kept; empty if none is. */
    Optional<Long> oldest(Grant grant) {
        return store.as(
                grant.account(),
                client -> client.sql(OLDEST)
                        .param("account", grant.account())
                        .param("source", grant.sourceId())
                        .param("kept", keptSince())
                        .query(Long.class)
                        .optional());
    }

    /** The events of a source after {@code after}, at most a page of them. */
    Page page(Grant grant, Place after) {
        return page(grant, client -> client.sql(PAGE_OF_SOURCE), after);
    }

    /** The events of one session of a source after {@code after}, at most a page of them. */
    Page page(Grant grant, SessionName session, Place after) {
        return page(grant, client -> client.sql(PAGE_OF_SESSION).param("session", session.value()), after);
    }

    /**
     * A part of a stream.
     *
     * @param events in order
     * @param isFull whether there may be more
     */
    record Page(List<FeedEvent> events, boolean isFull) {}

    private Page page(Grant grant, Function<JdbcClient, JdbcClient.StatementSpec> statement, Place after) {
        List<Event> events = store.as(
                grant.account(),
                client -> statement
                        .apply(client)
                        .param("account", grant.account())
                        .param("source", grant.sourceId())
                        .param("after", after.seq())
                        .param("since", Timestamp.from(after.since()))
                        .param("kept", keptSince())
                        .param("limit", properties.pageSize())
                        .param("bytes", properties.pageBytes())
                        .query((row, number) -> event(row, grant.source()))
                        .list());
        long bytes =
                events.stream().mapToLong(event -> event.body().bytes().length).sum();
        boolean isFull = events.size() >= properties.pageSize() || bytes >= properties.pageBytes();
        return new Page(events.stream().map(FeedEvent::new).toList(), isFull);
    }

    private Timestamp keptSince() {
        return Timestamp.from(clock.instant().minus(properties.retention()));
    }

    private static Event event(ResultSet row, String source) throws SQLException {
        return new Event(
                new EventId(row.getLong("source_id"), row.getLong("seq")),
                source,
                Optional.ofNullable(row.getString("session")).map(SessionName::new),
                row.getString("type"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("reading"),
                new EventBody(EventBody.Form.valueOf(row.getString("body_form")), row.getBytes("body")));
    }
}
