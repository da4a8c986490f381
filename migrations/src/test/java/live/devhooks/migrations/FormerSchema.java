package live.devhooks.migrations;

import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The schema of the version before this one, which has processes that work on while the schema is brought up to date, and after that. */
final class FormerSchema {

    /** Its last migration: moved on when a version is released. */
    static final String VERSION = "0071";

    /** What a process of the former version may rely on, a line each. */
    private static final List<String> PROMISES = List.of(
            // Columns that it reads, and their types.
            """
            select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'devhooks'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
                and a.attnum > 0 and not a.attisdropped
            """,
            """
            select 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') ' || pg_get_function_result(p.oid)
            from pg_proc p where p.pronamespace = 'devhooks'::regnamespace
            """,
            """
            select 'right of ' || grantee || ' to ' || privilege_type || ' ' || table_name || '.' || column_name
            from information_schema.column_privileges where table_schema = 'devhooks' and grantee like 'devhooks\\_%'
            """,
            """
            select 'right of ' || grantee || ' to ' || privilege_type || ' ' || table_name
            from information_schema.table_privileges where table_schema = 'devhooks' and grantee like 'devhooks\\_%'
            """,
            """
            select 'right of ' || grantee || ' to call ' || routine_name
            from information_schema.routine_privileges where routine_schema = 'devhooks' and grantee like 'devhooks\\_%'
            """,
            "select 'policy ' || tablename || '.' || policyname || ' for ' || cmd from pg_policies where schemaname = 'devhooks'",
            // What 'on conflict' names.
            """
            select 'unique ' || replace(pg_get_indexdef(i.indexrelid), x.relname, '')
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
            where i.indisunique and c.relnamespace = 'devhooks'::regnamespace and not c.relispartition
            """);

    private FormerSchema() {}

    /** Makes it in a database that is empty. */
    static void make(DatabaseProperties database) {
        Database.flyway(database).createSchemas(true).target(VERSION).load().migrate();
    }

    /** Brings it up to date, and hands each transaction to {@code check} when its migration is done, before it is committed. */
    static void bringUpToDate(DatabaseProperties database, AfterMigration check) {
        Database.flyway(database).callbacks(new Callback(check)).load().migrate();
    }

    /** What is looked at after a migration, in its own transaction. */
    interface AfterMigration {
        void check(MigrationVersion version, JdbcClient transaction);
    }

    /** What a process of the version that made the schema of {@code database} may rely on. */
    static List<String> promises(JdbcClient database) {
        return PROMISES.stream()
                .flatMap(sql -> database.sql(sql).query(String.class).list().stream())
                .toList();
    }

    /** The tables that are there, partitions included; Flyway's own apart. */
    static List<Long> tables(JdbcClient database) {
        return database.sql("""
                select oid::bigint from pg_class
                where relnamespace = 'devhooks'::regnamespace and relkind in ('r', 'p') and relname <> 'flyway_schema_history'
                """).query(Long.class).list();
    }

    /** The columns of {@code tables} that whoever inserts a row has to fill. */
    static List<String> toFill(JdbcClient database, List<Long> tables) {
        return database.sql("""
                select attrelid::regclass || '.' || attname from pg_attribute
                where attrelid = any (:tables::bigint[]) and attnum > 0 and not attisdropped and attnotnull and not atthasdef and attidentity = ''
                """)
                .param("tables", array(tables))
                .query(String.class)
                .list();
    }

    private static String array(List<Long> tables) {
        return tables.toString().replace('[', '{').replace(']', '}');
    }

    /**
     * Those of {@code tables} that writers have to wait for until {@code transaction} ends, and of which it has read all, or which it has written
     * anew: nobody knows how long that takes.
     */
    static List<String> heldForLong(JdbcClient transaction, List<Long> tables) {
        return transaction
                .sql("""
                select distinct s.relid::regclass::text from pg_stat_xact_user_tables s join pg_locks l on l.relation = s.relid
                where l.pid = pg_backend_pid() and l.granted and s.seq_scan > 0 and s.relid = any (:tables::bigint[])
                    and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                """)
                .param("tables", array(tables))
                .query(String.class)
                .list();
    }

    private static final class Callback extends BaseCallback {

        private final AfterMigration check;

        Callback(AfterMigration check) {
            this.check = check;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            check.check(
                    context.getMigrationInfo().getVersion(),
                    JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true)));
        }
    }
}
