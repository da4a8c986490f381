package live.devhooks.realtime.feed;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.Grant;
import live.devhooks.realtime.access.AccountStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The store as streams see it: where sources stand, and the events of theirs that are still kept, many streams in one statement. */
@Component
class EventLog {

    /** Most positions that are asked for in one statement. */
    static final int MAX_HEADS = 1_000;

    private static final String HEADS = """
            select source_id, last_seq, greatest(last_received_at, timestamptz 'epoch') as since
            from source_position
            where source_id = any (?)
            """;

    private static final String OLDEST = Database.AS_ACCOUNTS + """
            select w.source_id, oldest.seq
            from unnest(:accounts::uuid[], :sources::bigint[]) as w (account_id, source_id)
            cross join lateral (
                select seq
                from event
                where %s and account_id = w.account_id and source_id = w.source_id and received_at > :kept
                order by seq
                limit 1
            ) oldest
            """.formatted(Database.ACCOUNTS_ARE_SET);

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

    /** The {@code seq} of the oldest event of each source that is kept; one of which none is, is missing. */
    Map<Long, Long> oldest(List<Grant> grants) {
        Map<Long, Long> oldest = new HashMap<>();
        if (!grants.isEmpty()) {
            Map<String, Object> parameters = Map.of(
                    "accounts", grants.stream().map(Grant::account).toArray(UUID[]::new),
                    "sources", grants.stream().map(Grant::sourceId).toArray(Long[]::new),
                    "kept", keptSince());
            store.read(
                    accounts(grants.stream()),
                    OLDEST,
                    parameters,
                    row -> oldest.put(row.getLong("source_id"), row.getLong("seq")));
        }
        return oldest;
    }

    /** What is wanted, a page of each, in the same order; a page may be cut short where others are long, and then says so. */
    List<Page> pages(List<Wanted> wanted) {
        Map<Wanted, Page> pages = new HashMap<>();
        // Readers that come back together often want the same.
        wanted.stream()
                .distinct()
                .collect(Collectors.partitioningBy(part -> part.session().isPresent()))
                .forEach((ofSessions, parts) -> pages.putAll(read(new PageQuery(properties, parts, ofSessions))));
        return wanted.stream().map(pages::get).toList();
    }

    /** The page of what is wanted. */
    Page page(Wanted wanted) {
        return pages(List.of(wanted)).get(0);
    }

    private Map<Wanted, Page> read(PageQuery query) {
        return query.wanted().isEmpty()
                ? Map.of()
                : query.read(store, accounts(query.wanted().stream().map(Wanted::grant)), keptSince());
    }

    private static Set<UUID> accounts(Stream<Grant> grants) {
        return grants.map(Grant::account).collect(Collectors.toSet());
    }

    private OffsetDateTime keptSince() {
        return clock.instant().minus(properties.retention()).atOffset(ZoneOffset.UTC);
    }
}
