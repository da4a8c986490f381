package live.devhooks.bench.purge;

import java.sql.Connection;
import java.sql.SQLException;
import live.devhooks.bench.stage.Postgres;

/**
 * A day of events whose time is over: 48 partitions of events, and those of their keys. The events are small, since a partition is dropped as
 * files and not as rows.
 */
final class ExpiredDay {

    /** Long enough ago that the partitions of keys, which are half a day long, hold nothing younger than a day either. */
    private static final String DAY_BEGINS =
            "date_bin('12 hours', now(), timestamptz '2000-01-01 00:00:00+00') - interval '60 hours'";

    private static final int ROWS_AT_ONCE = 500_000;
    private static final int SOURCES = 1_000;

    private static final String PARTITIONS = """
            select sum(devhooks.make_event_partitions(at))
            from generate_series(%1$s, %1$s + interval '23 hours 30 minutes', interval '30 minutes') as at
            """.formatted(DAY_BEGINS);

    /** What was a day old has long been vacuumed; this would be just when it is to be dropped, and hold it. */
    private static final String WITHOUT_VACUUM = """
            do $$
            declare
                part regclass;
            begin
                for part in select inhrelid from pg_inherits where inhparent in ('devhooks.event'::regclass, 'devhooks.event_key'::regclass)
                loop
                    execute format('alter table %s set (autovacuum_enabled = off)', part);
                end loop;
            end
            $$
            """;

    private ExpiredDay() {}

    /** Makes one of so many events; returns the number of its partitions. */
    static int make(Connection connection, int events) throws SQLException {
        int partitions = (int) Postgres.number(connection, PARTITIONS);
        Postgres.execute(connection, WITHOUT_VACUUM);
        for (int from = 1; from <= events; from += ROWS_AT_ONCE) {
            int to = Math.min(from + ROWS_AT_ONCE - 1, events);
            Postgres.execute(connection, insertEvents(events, from, to));
            Postgres.execute(connection, insertKeys(events, from, to));
        }
        return partitions;
    }

    private static String insertEvents(int events, int from, int to) {
        return """
                insert into devhooks.event
                    (source_id, seq, account_id, received_at, session, type, reading, content_type, body_form, body)
                select n %% %d, n, '00000000-0000-0000-0000-000000000000', %s,
                    'session-' || n, 'webhook', '{}', 'application/json', 'JSON', '{"a":1}'
                from generate_series(%d, %d) as n
                """.formatted(SOURCES, time(events), from, to);
    }

    private static String insertKeys(int events, int from, int to) {
        return """
                insert into devhooks.event_key (source_id, key, received_at)
                select n %% %d, gen_random_uuid(), %s
                from generate_series(%d, %d) as n
                """.formatted(SOURCES, time(events), from, to);
    }

    /** Spread over the day. */
    private static String time(int events) {
        return "%s + (n - 1) * (interval '24 hours' / %d.0)".formatted(DAY_BEGINS, events);
    }
}
