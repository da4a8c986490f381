package live.devhooks.migrations;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every table that holds rows of accounts, as the catalogue has it, and rows for any of them: so that a table that is added is tested
 * without anybody having to remember it.
 */
final class TenantTables {

    /** Values for columns that a check holds to some; other columns get any value of their type. */
    private static final Map<String, String> CHECKED = Map.of("event.body_form", "'TEXT'");

    private static final AtomicLong NUMBERS = new AtomicLong(1_000);

    private final JdbcClient superuser;

    TenantTables(JdbcClient superuser) {
        this.superuser = superuser;
    }

    /** A column that a row cannot do without. */
    private record Column(String name, String type) {}

    /** Their names: those with an {@code account_id}, and {@code account}. */
    List<String> names() {
        return superuser.sql("""
                select c.relname from pg_class c
                where c.relnamespace = 'devhooks'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
                    and (c.relname = 'account' or exists (
                        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped))
                order by c.relname
                """).query(String.class).list();
    }

    /** The column of {@code table} that says whose a row is. */
    static String owner(String table) {
        return table.equals("account") ? "id" : "account_id";
    }

    /** A statement that inserts a row of {@code account} into {@code table}, which nothing but its references can refuse. */
    String insert(String table, UUID account) {
        List<Column> columns = columns(table);
        return "insert into devhooks.%s (%s) values (%s)"
                .formatted(
                        table,
                        columns.stream().map(Column::name).collect(joining(", ")),
                        columns.stream()
                                .map(column -> value(table, column, account))
                                .collect(joining(", ")));
    }

    /** Puts {@code rows} rows of {@code account} into every table, past what they refer to. */
    void fill(DatabaseProperties properties, UUID account, int rows) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(properties.url(), properties.username(), properties.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table : names()) {
                for (int row = 0; row < (table.equals("account") ? 1 : rows); row++) {
                    statement.execute(insert(table, account));
                }
            }
        }
    }

    private List<Column> columns(String table) {
        return superuser.sql("""
                select column_name as name, data_type as type from information_schema.columns
                where table_schema = 'devhooks' and table_name = ? and is_nullable = 'NO' and is_identity = 'NO' and is_generated = 'NEVER'
                    and (column_default is null or column_name = 'account_id')
                order by ordinal_position
                """).param(table).query(Column.class).list();
    }

    private static String value(String table, Column column, UUID account) {
        if (column.name().equals(owner(table))) {
            return "'" + account + "'";
        }
        return CHECKED.getOrDefault(table + "." + column.name(), anyOf(column.type()));
    }

    private static String anyOf(String type) {
        long number = NUMBERS.incrementAndGet();
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text" -> "'any" + number + "'";
            case "bytea" -> "'any" + number + "'::bytea";
            case "bigint", "integer" -> Long.toString(number);
            case "boolean" -> "false";
            case "jsonb" -> "'{}'";
            case "date" -> "date '2000-01-01' + " + number;
            case "timestamp with time zone" -> "clock_timestamp()";
            default -> throw new IllegalArgumentException("say here what a value of " + type + " looks like");
        };
    }
}
