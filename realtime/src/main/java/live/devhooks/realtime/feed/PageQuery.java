package live.devhooks.realtime.feed;

import static java.util.Map.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.access.AccountStore;

/**
 * The statement that reads pages of several streams. A page ends at its limit of events, where its reader has no more room, and where
 * all pages together are as long as one statement may be; at least one event is read, if there is one.
 */
final class PageQuery {

    /** Fewest events of a page, however many others are read with it. */
    private static final int LEAST_EVENTS = 16;

    /** Bytes of an event beside its body and what was recognised in it, about: the frame and the envelope. */
    private static final int ENVELOPE_BYTES = 400;

    private static final String PAGES = Database.AS_ACCOUNTS + """
            select n, size, source_id, seq, received_at, session, type, reading, body_form, body
            from (
                select w.n, e.*%s
                from %s cross join lateral (%s) e
            ) found
            %s
            order by n, seq
            """;

    private static final String SEVERAL_WANTED = """
            unnest(:accounts::uuid[], :sources::bigint[], :sessions::text[], :after::bigint[], :since::timestamptz[], :most::int[], :room::bigint[])
                with ordinality as w (account_id, source_id, of_session, after, since, most, room, n)
            """;

    /** As values, and not as a row: so the order of its page is that of the index, and nothing is sorted. */
    private static final String ONE_WANTED = """
            (select (:accounts::uuid[])[1] as account_id, (:sources::bigint[])[1] as source_id, (:sessions::text[])[1] as of_session,
                (:after::bigint[])[1] as after, (:since::timestamptz[])[1] as since, (:most::int[])[1] as most, (:room::bigint[])[1] as room, 1 as n) w
            """;

    private static final Statements OF_SOURCES = Statements.of("");
    private static final Statements OF_SESSIONS = Statements.of("and session = w.of_session");

    /**
     * The statement in its forms. Each adds up only what it needs: for every sum PostgreSQL takes all rows into its hands once more.
     *
     * @param one for one page, which ends where its reader has no more room
     * @param several for pages that end only where all of them together are long enough
     * @param severalWithinRoom for pages that also end where their readers have no more room; what is left out for that does not count
     */
    private record Statements(String one, String several, String severalWithinRoom) {

        static Statements of(String ofSession) {
            String page = page(ofSession);
            String bounded = withinRoom(page);
            return new Statements(PAGES.formatted("", ONE_WANTED, bounded, ""), together(page), together(bounded));
        }

        private static String page(String ofSession) {
            return """
                    select *, octet_length(body) + octet_length(reading) + :envelope as size
                    from event
                    where %s and account_id = w.account_id and source_id = w.source_id %s and seq > w.after
                        and received_at >= w.since and received_at >= :since_all and received_at > :kept
                    order by seq
                    limit w.most
                    """.formatted(Database.ACCOUNTS_ARE_SET, ofSession);
        }

        private static String withinRoom(String page) {
            return """
                    select *
                    from (select *, sum(size) over (order by seq rows unbounded preceding) - size as bytes_of_page_before from (%s) sized) page
                    where bytes_of_page_before < w.room
                    """.formatted(page);
        }

        private static String together(String page) {
            return PAGES.formatted(
                    ", sum(e.size) over (order by w.n, e.seq rows unbounded preceding) - e.size as bytes_before",
                    SEVERAL_WANTED,
                    page,
                    "where bytes_before < :bytes");
        }
    }

    private final FeedProperties properties;
    private final List<Wanted> wanted;
    private final String statement;
    private final int most;

    /** The statement for {@code wanted}, all of whom want a session's events, or none. */
    PageQuery(FeedProperties properties, List<Wanted> wanted, boolean ofSessions) {
        this.properties = properties;
        this.wanted = wanted;
        this.statement = statement(ofSessions ? OF_SESSIONS : OF_SOURCES);
        this.most = Math.max(
                Math.min(LEAST_EVENTS, properties.pageSize()), properties.pageSize() / Math.max(1, wanted.size()));
    }

    private String statement(Statements forms) {
        if (wanted.size() == 1) {
            return forms.one();
        }
        return isRoomScarce() ? forms.severalWithinRoom() : forms.several();
    }

    /** Whether a reader has less room than all pages together may take; what the live readers of a stream share is read as if there were enough. */
    private boolean isRoomScarce() {
        return wanted.stream().anyMatch(part -> room(part) < properties.pageBytes());
    }

    /** The bytes after which its page ends, the event with which it has as many included. */
    private long room(Wanted part) {
        return Math.min(part.room().bytes(), properties.pageBytes());
    }

    List<Wanted> wanted() {
        return wanted;
    }

    /** Reads the pages of what is wanted as {@code accounts}, out of the events that were received after {@code kept}. */
    Map<Wanted, Page> read(AccountStore store, Set<UUID> accounts, OffsetDateTime kept) {
        Reading reading = new Reading();
        store.read(accounts, statement, parameters(kept), reading::add);
        return reading.pages();
    }

    private Map<String, Object> parameters(OffsetDateTime kept) {
        return Map.ofEntries(
                entry("accounts", column(part -> part.grant().account(), UUID[]::new)),
                entry("sources", column(part -> part.grant().sourceId(), Long[]::new)),
                entry(
                        "sessions",
                        column(part -> part.session().map(SessionName::value).orElse(null), String[]::new)),
                entry("after", column(part -> part.after().seq(), Long[]::new)),
                entry("since", column(part -> part.after().since().toString(), String[]::new)),
                entry("most", column(this::most, Integer[]::new)),
                entry("room", column(this::room, Long[]::new)),
                entry("since_all", earliest().atOffset(ZoneOffset.UTC)),
                entry("kept", kept),
                entry("envelope", ENVELOPE_BYTES),
                entry("bytes", properties.pageBytes()));
    }

    private <T> T[] column(Function<Wanted, T> value, IntFunction<T[]> array) {
        return wanted.stream().map(value).toArray(array);
    }

    private int most(Wanted part) {
        return Math.max(1, Math.min(most, part.room().events()));
    }

    /** Before this nothing is wanted by anybody: partitions that end before it are not looked at. */
    private Instant earliest() {
        return wanted.stream()
                .map(part -> part.after().since())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** What has been read, page by page. */
    private final class Reading {

        private final List<List<FeedEvent>> events = new ArrayList<>();
        private final long[] bytes = new long[wanted.size()];
        private final Map<Integer, RuntimeException> unreadable = new HashMap<>();
        private long allBytes;

        Reading() {
            wanted.forEach(part -> events.add(new ArrayList<>()));
        }

        void add(ResultSet row) throws SQLException {
            int page = row.getInt("n") - 1;
            long size = row.getLong("size");
            bytes[page] += size;
            allBytes += size;
            if (unreadable.containsKey(page)) {
                return;
            }
            try {
                events.get(page)
                        .add(new FeedEvent(event(row, wanted.get(page).grant().source())));
            } catch (RuntimeException e) {
                // It is one stream's, and the others of this statement have theirs.
                unreadable.put(page, new UnreadableEventException(id(row), e));
            }
        }

        Map<Wanted, Page> pages() {
            Map<Wanted, Page> pages = new HashMap<>();
            // Where all of them were too long together, the last one that has something may have more, and so may those
            // after it.
            boolean cut = allBytes >= properties.pageBytes();
            for (int at = wanted.size() - 1; at >= 0; at--) {
                pages.put(wanted.get(at), page(at, cut));
                cut &= bytes[at] == 0;
            }
            return pages;
        }

        private Page page(int at, boolean cut) {
            RuntimeException failure = unreadable.get(at);
            return failure == null ? Page.of(events.get(at), cut || isFull(at)) : Page.upTo(failure, events.get(at));
        }

        private boolean isFull(int page) {
            Wanted part = wanted.get(page);
            return events.get(page).size() >= most(part) || bytes[page] >= room(part);
        }
    }

    private static EventId id(ResultSet row) throws SQLException {
        return new EventId(row.getLong("source_id"), row.getLong("seq"));
    }

    private static Event event(ResultSet row, String source) throws SQLException {
        return new Event(
                id(row),
                source,
                Optional.ofNullable(row.getString("session")).map(SessionName::new),
                row.getString("type"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("reading"),
                new EventBody(EventBody.Form.valueOf(row.getString("body_form")), row.getBytes("body")));
    }
}
