package live.devhooks.bench.stage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that everything in a benchmark works on: as it comes, but durable, on a data folder of its own, which goes with it.
 */
public final class Postgres implements AutoCloseable {

    /** Its superuser, who needs no password on loopback. */
    public static final String USER = "postgres";

    /** Settings to be tried or needed for a profile, such as {@code shared_preload_libraries=pg_stat_statements}; separated by spaces. */
    public static final String MORE_SETTINGS = "DEVHOOKS_BENCH_POSTGRES";

    /** The library starts the server with durability switched off. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "listen_addresses", "localhost");

    /** What a result depends on. */
    private static final List<String> TOLD = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout",
            "max_connections",
            "jit");

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;
    private final Path data;
    private final ProcessHandle postmaster;
    private final boolean isShared;

    private Postgres(EmbeddedPostgres server, Path data, ProcessHandle postmaster, boolean isShared) {
        this.server = server;
        this.data = data;
        this.postmaster = postmaster;
        this.isShared = isShared;
    }

    /** Starts one with an empty cluster in {@code work}; where the place has one, it is that one, which goes on when this is closed. */
    public static Postgres start(Workplace place) throws IOException {
        if (place.postgres().isPresent()) {
            Postgres own = place.postgres().get();
            return new Postgres(own.server, own.data, own.postmaster, true);
        }
        Path data = place.work().resolve("postgres");
        Optional<ProcessHandle> left = postmaster(data);
        if (left.isPresent()) {
            throw new IOException("the PostgreSQL of a benchmark that was killed still runs; end it by kill "
                    + left.get().pid());
        }
        FileSystemUtils.deleteRecursively(data);
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.to(place.logs().resolve("postgres.log").toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(START_TIMEOUT)
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        SETTINGS.forEach(builder::setServerConfig);
        Pattern.compile(" ")
                .splitAsStream(moreSettings())
                .filter(setting -> setting.contains("="))
                .forEach(setting -> builder.setServerConfig(
                        setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
        EmbeddedPostgres server = builder.start();
        ProcessHandle postmaster = postmaster(data)
                .orElseThrow(() -> new IOException("PostgreSQL has written no postmaster.pid in " + data));
        return new Postgres(server, data, postmaster, false);
    }

    /** The process that all others of the server descend from; none where none runs on {@code data}. */
    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).strip()))
                : Optional.empty();
    }

    private static String moreSettings() {
        return System.getenv().getOrDefault(MORE_SETTINGS, "");
    }

    /** The first process of the server. */
    public ProcessHandle handle() {
        return postmaster;
    }

    /** Its port on loopback. */
    public int port() {
        return server.getPort();
    }

    /** Makes an empty database. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect(USER)) {
            execute(connection, "create database " + name);
        }
    }

    /** Where a database is, for JDBC. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** A connection of the superuser, whom no row-level security holds. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    /** Carries out one statement. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The number that a query finds. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The settings that results depend on. */
    public Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            for (String name : TOLD) {
                try (ResultSet rows = statement.executeQuery("show " + name)) {
                    rows.next();
                    settings.put(name, rows.getString(1));
                }
            }
        }
        settings.put(MORE_SETTINGS, moreSettings());
        return settings;
    }

    /** Writes what is dirty now, lest that falls into somebody's round. */
    public void checkpoint() throws SQLException {
        try (Connection connection = connect(USER)) {
            execute(connection, "checkpoint");
        }
    }

    @Override
    public void close() throws IOException {
        if (!isShared) {
            server.close();
            FileSystemUtils.deleteRecursively(data);
        }
    }
}
