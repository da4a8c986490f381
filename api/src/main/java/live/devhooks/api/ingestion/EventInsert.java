package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.WakeUp;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The statement that inserts the accepted events of a batch and their keys, moves the positions, counts, and announces, where that is part of it.
 * The commit is sent with it ({@link Database#AND_COMMIT}): a round trip less, for which all that waits would wait as well.
 */
final class EventInsert {

    private static final String APPEND = """
            with appended as (
                insert into event (source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body,
                    sender_address, sender_headers)
                select * from unnest(
                    ?::bigint[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bytea[], ?::text[], ?::text[])
            ), keyed as (
                insert into event_key (source_id, key, received_at, seq)
                select * from unnest(?::bigint[], ?::uuid[], ?::timestamptz[], ?::bigint[])
            ), moved as (
                update source_position p
                set last_seq = n.last_seq, last_received_at = n.last_received_at, burst_until = n.burst_until
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                    as n (source_id, last_seq, last_received_at, burst_until)
                where p.source_id = n.source_id
            ), used as (
                insert into source_usage as u (account_id, source_id, day, accepted, duplicates)
                select * from unnest(?::uuid[], ?::bigint[], ?::date[], ?::bigint[], ?::bigint[])
                on conflict (account_id, day, source_id) do update
                set accepted = u.accepted + excluded.accepted, duplicates = u.duplicates + excluded.duplicates
            )
            """;

    /** What a statement ends with that announces nothing. */
    private static final String NOTHING = "select 1";

    private static final String REPEAT = """
            insert into event_duplicate as d (account_id, source_id, seq, duplicates, last_at)
            select account_id, source_id, seq, count(*), max(at)
            from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[]) as n (account_id, source_id, seq, at)
            group by account_id, source_id, seq
            on conflict (source_id, seq) do update
            set duplicates = d.duplicates + excluded.duplicates, last_at = greatest(d.last_at, excluded.last_at)
            """;

    private final JdbcTemplate jdbc;
    private final UsageDays days;
    private final boolean announces;
    private final String append;

    EventInsert(JdbcTemplate jdbc, UsageDays days, WakeUpSender sender) {
        this.jdbc = jdbc;
        this.days = days;
        this.announces = sender.inTransaction().isPresent();
        this.append = APPEND + sender.inTransaction().orElse(NOTHING) + Database.AND_COMMIT;
    }

    /** What events of one source and one day are counted under. */
    private record Used(UUID accountId, long sourceId, LocalDate day) {}

    /**
     * Inserts and counts what {@code decided} says in the running transaction, and commits it.
     *
     * @return what there is to announce now
     */
    List<WakeUp.Message> insertAndCommit(List<Decided> decided) {
        countRepeated(decided);
        List<Decided> accepted = decided.stream().filter(Decided::isNew).toList();
        Map<Long, Position> moved = new LinkedHashMap<>();
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (Decided event : accepted) {
            moved.put(event.sourceId(), event.at());
            lastSeqs.put(event.sourceId(), event.at().lastSeq());
        }
        List<WakeUp.Message> wakeUps = WakeUp.messages(lastSeqs);
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(append)) {
                Columns columns = new Columns(connection, statement);
                addEvents(columns, accepted);
                addKeys(columns, accepted);
                addPositions(columns, List.copyOf(moved.entrySet()));
                addUsed(columns, decided);
                if (announces) {
                    addWakeUps(columns, wakeUps);
                }
                return statement.execute();
            }
        });
        return wakeUps;
    }

    /** Counts the duplicates among {@code decided} for the events that they repeat. They are few: a statement of its own costs the others nothing. */
    private void countRepeated(List<Decided> decided) {
        List<Decided> repeating =
                decided.stream().filter(event -> event.repeats() > 0).toList();
        if (repeating.isEmpty()) {
            return;
        }
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(REPEAT)) {
                Columns columns = new Columns(connection, statement);
                columns.addIds(repeating, event -> event.event().source().accountId());
                columns.addNumbers(repeating, Decided::sourceId);
                columns.addNumbers(repeating, Decided::repeats);
                columns.addTimes(repeating, Decided::arrivedAt);
                return statement.execute();
            }
        });
    }

    /** The columns of {@code event}. */
    static void addEvents(Columns columns, List<Decided> accepted) throws SQLException {
        columns.addNumbers(accepted, event -> event.sourceId());
        columns.addNumbers(accepted, event -> event.at().lastSeq());
        columns.addIds(accepted, event -> event.event().source().accountId());
        columns.addTimes(accepted, event -> event.at().lastReceivedAt());
        columns.addTexts(
                accepted,
                event -> event.event().session().map(SessionName::toString).orElse(null));
        columns.addTexts(accepted, event -> event.event().type());
        columns.addTexts(accepted, event -> event.event().reading());
        columns.addTexts(accepted, event -> event.event().contentType());
        columns.addTexts(accepted, event -> event.event().body().form().name());
        columns.addBytes(accepted, event -> event.event().body().bytes());
        columns.addTexts(accepted, event -> event.event().sender().address());
        columns.addTexts(accepted, event -> event.event().sender().headers());
    }

    private static void addKeys(Columns columns, List<Decided> accepted) throws SQLException {
        columns.addNumbers(accepted, event -> event.sourceId());
        columns.addIds(accepted, event -> event.event().key().hash());
        columns.addTimes(accepted, Decided::keyedAt);
        columns.addNumbers(accepted, event -> event.at().lastSeq());
    }

    private static void addPositions(Columns columns, List<Map.Entry<Long, Position>> moved) throws SQLException {
        columns.addNumbers(moved, Map.Entry::getKey);
        columns.addNumbers(moved, position -> position.getValue().lastSeq());
        columns.addTimes(moved, position -> position.getValue().lastReceivedAt());
        columns.addTimes(moved, position -> position.getValue().burstUntil());
    }

    /** What is announced, and on which channels. */
    static void addWakeUps(Columns columns, List<WakeUp.Message> wakeUps) throws SQLException {
        columns.addTexts(wakeUps, wakeUp -> WakeUp.channelName(wakeUp.channel()));
        columns.addTexts(wakeUps, WakeUp.Message::payload);
    }

    private void addUsed(Columns columns, List<Decided> decided) throws SQLException {
        Map<Used, long[]> counts = new LinkedHashMap<>();
        for (Decided event : decided) {
            if (event.isNew() || event.isDuplicate()) {
                counts.computeIfAbsent(used(event), key -> new long[2])[event.isNew() ? 0 : 1]++;
            }
        }
        List<Map.Entry<Used, long[]>> used = List.copyOf(counts.entrySet());
        columns.addIds(used, count -> count.getKey().accountId());
        columns.addNumbers(used, count -> count.getKey().sourceId());
        columns.addDays(used, count -> count.getKey().day());
        columns.addNumbers(used, count -> count.getValue()[0]);
        columns.addNumbers(used, count -> count.getValue()[1]);
    }

    /** An accepted event counts for the day on which it was received, a duplicate for the running one. */
    private Used used(Decided event) {
        Instant at = event.isNew() ? event.at().lastReceivedAt() : event.at().now();
        return new Used(event.event().source().accountId(), event.sourceId(), days.of(at));
    }
}
