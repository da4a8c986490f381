package live.devhooks.api.ingestion;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While it is there, each commit of events waits for an advisory lock; when it is closed they go on. */
final class HeldCommits implements AutoCloseable {

    private static final String COMMIT_WAITS = """
            create function devhooks.commit_waits() returns trigger language plpgsql set lock_timeout = 0 as $$
            begin
                perform pg_advisory_xact_lock(42);
                return null;
            end
            $$;
            create constraint trigger commit_waits after insert on devhooks.event deferrable initially deferred
                for each row execute function devhooks.commit_waits()
            """;

    private final JdbcClient superuser;
    private final Connection holder;

    private HeldCommits(JdbcClient superuser, Connection holder) {
        this.superuser = superuser;
        this.holder = holder;
    }

    static HeldCommits in(DatabaseProperties database) throws SQLException {
        Connection holder = DriverManager.getConnection(database.url(), database.username(), database.password());
        try (Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
        }
        JdbcClient superuser = TestPostgres.superuser(database);
        superuser.sql(COMMIT_WAITS).update();
        return new HeldCommits(superuser, holder);
    }

    /** Waits until there is one. */
    void awaitOne() {
        await().until(() -> superuser
                .sql("select exists (select 1 from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single());
    }

    @Override
    public void close() throws SQLException {
        holder.close();
        superuser.sql("drop function devhooks.commit_waits cascade").update();
    }
}
