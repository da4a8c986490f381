package live.devhooks.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that lives with this process and keeps its data after it: durable, on loopback only, and, once its first start is
 * over, open to nobody without the password that lies beside the data. {@link DataFolder} says what lies where.
 *
 * <p>The first start makes the cluster, then a login that is no superuser and a database that it owns, and locks the door. Before that
 * nothing has been stored; so a first start that was interrupted is simply begun anew.
 */
final class PostgresProcess implements AutoCloseable {

    static final String LOGIN = "devhooks";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** Given as options, since the library starts the server with durability switched off. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync",
            "on",
            "synchronous_commit",
            "on",
            "full_page_writes",
            "on",
            "listen_addresses",
            "localhost",
            // So that people are told when an event became durable.
            "track_commit_timestamp",
            "on");

    private final EmbeddedPostgres server;
    private final DataFolder folder;

    private PostgresProcess(EmbeddedPostgres server, DataFolder folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts the server on the data in {@code path}, which is made if it is not there. */
    static PostgresProcess start(Path path) {
        try {
            return start(DataFolder.take(path));
        } catch (IOException e) {
            throw new PostgresNotStarted(path, e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + LOGIN;
    }

    String password() {
        return folder.password();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop in order; it will recover at the next start: {}", e.toString());
        } finally {
            folder.release();
        }
    }

    private static PostgresProcess start(DataFolder folder) throws IOException {
        boolean first = !folder.isReady();
        LOG.info("starting PostgreSQL on {}{}", folder, first ? " (the first time)" : "");
        try {
            StalePostmaster.stop(folder.cluster());
            if (first) {
                folder.clear();
            }
            PostgresProcess postgres = new PostgresProcess(launch(folder), folder);
            if (first) {
                postgres.makeReady();
            }
            return postgres;
        } catch (IOException | RuntimeException e) {
            folder.release();
            throw e;
        }
    }

    private void makeReady() throws IOException {
        try {
            makeLoginAndDatabase();
            folder.lock();
            execute("select pg_reload_conf()");
            folder.setReady();
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static EmbeddedPostgres launch(DataFolder folder) throws IOException {
        File log = folder.log().toFile();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.cluster().toFile())
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setConnectConfig("password", folder.password())
                .setOutputRedirector(ProcessBuilder.Redirect.to(log))
                .setErrorRedirector(ProcessBuilder.Redirect.to(log));
        DURABLE.forEach(builder::setServerConfig);
        try {
            EmbeddedPostgres server = builder.start();
            folder.closeBinaries();
            return server;
        } catch (IllegalStateException e) {
            throw new IOException(
                    "its programs did not run (as root they need user namespaces); " + log + " may say why", e);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; " + log + " may say why", e);
        }
    }

    /** The password is hexadecimal: nothing in it needs quoting. */
    private void makeLoginAndDatabase() throws IOException {
        execute("alter role postgres password '" + folder.password() + "'");
        execute("create role " + LOGIN + " login createrole password '" + folder.password() + "'");
        execute("create database " + LOGIN + " owner " + LOGIN);
    }

    private void execute(String sql) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException("its database could not be made ready", e);
        }
    }
}
