package live.devhooks.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that lives with this process and keeps its data after it: durable, on loopback only, and open to nobody without the
 * password that lies beside the data.
 */
final class PostgresProcess implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Given as options, since the library starts the server with durability switched off. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "listen_addresses", "localhost");

    private static final String PASSWORD_ONLY = """
            # Written by Devhooks Sync: loopback only, with the password that lies beside the data.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final String password;

    private PostgresProcess(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts the server on the data in {@code folder}, which is made if it is not there. */
    static PostgresProcess start(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
            String password = password(folder.resolve("postgres.password"));
            Path accessRules = folder.resolve("postgres").resolve("pg_hba.conf");
            LOG.info("starting PostgreSQL on {}{}", folder, Files.exists(accessRules) ? "" : " (the first time)");
            PostgresProcess postgres = new PostgresProcess(launch(folder, password), password);
            if (!Files.readString(accessRules).equals(PASSWORD_ONLY)) {
                postgres.requirePassword(accessRules);
            }
            return postgres;
        } catch (IOException e) {
            throw new PostgresNotStarted(folder, e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop in order; it will recover at the next start: {}", e.toString());
        }
    }

    private static EmbeddedPostgres launch(Path folder, String password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres").toFile())
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setConnectConfig("password", password)
                // Runs when the folder is locked and so ours, and before the server starts.
                .setDataDirectoryCustomizer(data -> StalePostmaster.stop(data.toPath()));
        DURABLE.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IllegalStateException e) {
            throw new IOException("the folder is in use by another process", e);
        }
    }

    /** Until now anybody on this machine could connect; from now on, who can read the password's file. */
    private void requirePassword(Path accessRules) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // The password is hexadecimal, so that nothing in it needs quoting.
            statement.execute("alter role " + SUPERUSER + " password '" + password + "'");
            Files.writeString(accessRules, PASSWORD_ONLY);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the password of PostgreSQL could not be set", e);
        }
    }

    /** The password in {@code file}; made and written down, before the server has ever heard of it, the first time. */
    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path written = Files.createTempFile(file.getParent(), "password", "");
            Files.writeString(written, HexFormat.of().formatHex(random));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }
}
