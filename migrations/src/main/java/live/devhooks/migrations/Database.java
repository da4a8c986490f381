package live.devhooks.migrations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The store: migrated when opened, then given out as one connection pool per {@link DatabaseRole}, each made when first asked for.
 * Closing it closes the pools.
 */
public final class Database implements AutoCloseable {

    /** The schema that everything lives in. */
    public static final String SCHEMA = "devhooks";

    /** Sets the account, a UUID as text, that the running transaction works for; row-level security shows its rows only. */
    public static final String SET_ACCOUNT = "select set_config('devhooks.account', ?, true)";

    /** Sets the accounts, UUIDs as text with commas between them, that the running transaction works for. */
    public static final String SET_ACCOUNTS = "select set_config('devhooks.accounts', ?, true)";

    /**
     * How a statement begins that reads events of several accounts: {@code me} sets {@code :accounts_read}, UUIDs as text with commas between them, for that
     * statement alone. What reads {@code event} has to be a subquery with a limit, or {@code offset 0}, that asks whether
     * {@link #ACCOUNTS_ARE_SET}: only then is it carried out after that for certain. Before, nobody's events are seen.
     */
    public static final String AS_ACCOUNTS =
            "with me as materialized (select set_config('devhooks.accounts', :accounts_read, true) as accounts)\n";

    /** That {@code me} of {@link #AS_ACCOUNTS} has been carried out. */
    public static final String ACCOUNTS_ARE_SET = "(select accounts from me) is not null";

    /**
     * Behind the last statement of a transaction: its commit, in the same round trip. So pgjdbc sends it, unless a parameter of that statement has no
     * type of its own: it asks the server about such a statement, and once it knows that the rows have no bound, waits for them before it sends more.
     */
    public static final String AND_COMMIT = ";\ncommit";

    private static final Duration CONNECT_PAUSE = Duration.ofSeconds(1);
    private static final Duration SILENCE_TOLERANCE = Duration.ofSeconds(10);
    private static final int LISTEN_CONNECT_TIMEOUT_SECONDS = 5;
    private static final int LISTEN_ANSWER_TIMEOUT_SECONDS = 10;

    private final DatabaseProperties properties;
    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);

    private Database(DatabaseProperties properties) {
        this.properties = properties;
    }

    /** Opens the store, after bringing its schema up to date where {@code properties} say so; throws where they do not and it is too old. */
    public static Database open(DatabaseProperties properties) {
        if (properties.migrate()) {
            migrator(properties, Duration.ZERO).migrate();
        } else {
            requireMigrated(properties);
        }
        return new Database(properties);
    }

    /** Brings the schema up to date; tries for about {@code wait} to reach a database that does not answer. Returns how many migrations that took. */
    static int migrate(DatabaseProperties properties, Duration wait) {
        return migrator(properties, wait).migrateAndCount();
    }

    private static Migrator migrator(DatabaseProperties properties, Duration wait) {
        Flyway flyway = flyway(properties)
                .createSchemas(true)
                .connectRetries((int) wait.dividedBy(CONNECT_PAUSE))
                .connectRetriesInterval((int) CONNECT_PAUSE.toSeconds())
                .initSql("set lock_timeout = "
                        + properties.migrationLockTimeout().toMillis())
                .load();
        return new Migrator(flyway, properties.migrationPatience());
    }

    private static void requireMigrated(DatabaseProperties properties) {
        MigrationInfo[] pending = flyway(properties).load().info().pending();
        if (pending.length > 0) {
            throw new IllegalStateException(
                    "the schema is too old for this version, which needs its migration %s: run the migrations first"
                            .formatted(pending[pending.length - 1].getVersion()));
        }
    }

    /** How the schema is found and migrated. */
    static FluentConfiguration flyway(DatabaseProperties properties) {
        return Flyway.configure()
                .dataSource(properties.url(), properties.username(), properties.password())
                .schemas(SCHEMA);
    }

    /**
     * The pool whose connections work as {@code role}. What else they could take is decided by the login's memberships: see
     * {@link DatabaseProperties}.
     */
    public synchronized DataSource as(DatabaseRole role) {
        return pools.computeIfAbsent(role, this::pool);
    }

    /** A connection of its own that works as {@link DatabaseRole#STREAM}, for LISTEN; the caller closes it. */
    public Connection listen() throws SQLException {
        Properties login = new Properties();
        if (properties.username() != null) {
            login.setProperty("user", properties.username());
        }
        if (properties.password() != null) {
            login.setProperty("password", properties.password());
        }
        login.setProperty("ApplicationName", "devhooks-listen");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("socketFactory", PromptSockets.class.getName());
        // For its statements; waiting for notifications has a time limit of its own.
        login.setProperty("socketTimeout", Integer.toString(LISTEN_ANSWER_TIMEOUT_SECONDS));
        login.setProperty("connectTimeout", Integer.toString(LISTEN_CONNECT_TIMEOUT_SECONDS));
        login.setProperty("loginTimeout", Integer.toString(LISTEN_CONNECT_TIMEOUT_SECONDS));
        String url = properties.listenUrl() == null ? properties.url() : properties.listenUrl();
        Connection connection = DriverManager.getConnection(url, login);
        try (Statement statement = connection.createStatement()) {
            statement.execute(setRole(DatabaseRole.STREAM));
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private HikariDataSource pool(DatabaseRole role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.roleName());
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setSchema(SCHEMA);
        config.setConnectionInitSql(
                "%s; %s; set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
                        .formatted(
                                setRole(role),
                                role.settings(),
                                properties.statementTimeout().toMillis(),
                                properties.lockTimeout().toMillis(),
                                properties.idleTransactionTimeout().toMillis()));
        config.setMaximumPoolSize(properties.connections(role));
        config.setConnectionTimeout(properties.connectTimeout().toMillis());
        config.addDataSourceProperty("ApplicationName", role.roleName());
        // For a server that is gone without a word, and so cannot end the statement itself.
        config.addDataSourceProperty(
                "socketTimeout",
                Long.toString(
                        properties.statementTimeout().plus(SILENCE_TOLERANCE).toSeconds()));
        config.setExceptionOverride(new FormerPrimary());
        // PostgreSQL's details quote the values of rows, which belong to people and into no log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    private static String setRole(DatabaseRole role) {
        return "set role " + role.roleName();
    }
}
