package live.devhooks.api.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Adds up the refusals of all nodes. */
@Component
class RefusalStore {

    /** In one order, so that nodes may wait for each other but never in a circle. A source that is gone meanwhile is left out. */
    private static final String ADD = """
            insert into source_refusal as r (account_id, source_id, day, reason, refused)
            select s.account_id, s.id, n.day, n.reason, n.refused
            from unnest(?::bigint[], ?::date[], ?::text[], ?::bigint[]) as n (source_id, day, reason, refused)
            join source s on s.id = n.source_id
            order by s.account_id, n.day, s.id, n.reason
            on conflict (account_id, day, source_id, reason) do update set refused = r.refused + excluded.refused
            """;

    private final JdbcTemplate jdbc;

    RefusalStore(Database database) {
        this.jdbc = new JdbcTemplate(database.as(DatabaseRole.INGEST));
    }

    /** What is counted together. */
    record Counted(long sourceId, LocalDate day, Refusal reason) {}

    void add(Map<Counted, Long> refused) {
        List<Map.Entry<Counted, Long>> rows = List.copyOf(refused.entrySet());
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(ADD);
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", column(rows, row -> row.getKey().sourceId())));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "date", column(rows, row -> row.getKey().day().toString())));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", column(rows, row -> row.getKey().reason().word())));
            statement.setArray(4, connection.createArrayOf("bigint", column(rows, Map.Entry::getValue)));
            return statement;
        });
    }

    private static Object[] column(
            List<Map.Entry<Counted, Long>> rows, Function<Map.Entry<Counted, Long>, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
