package live.devhooks.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL of a test JVM: a container where Docker answers, the embedded binaries elsewhere. Tests take a database of their
 * own of it, which costs milliseconds. The server is durable as in production, and ends with the JVM.
 */
public final class TestPostgres {

    private static final String IMAGE = "postgres:18";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Nullable
    private static Server server;

    private TestPostgres() {}

    /** A new, empty database and a superuser's login to it. */
    public static synchronized DatabaseProperties freshDatabase() {
        if (server == null) {
            server = DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
        }
        String name = "test_" + DATABASES.incrementAndGet();
        execute(server, "postgres", "create database " + name);
        return properties(server.url(name), server.user(), server.password());
    }

    /** Properties for {@code url}, with the defaults elsewhere. */
    public static DatabaseProperties properties(String url, String user, @Nullable String password) {
        return new DatabaseProperties(
                url,
                user,
                password,
                null,
                true,
                10,
                4,
                6,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                Duration.ofMinutes(5));
    }

    /** Statements as the superuser, whom no row-level security holds: for what a test has to see from outside. */
    public static JdbcClient superuser(DatabaseProperties properties) {
        return JdbcClient.create(new DriverManagerDataSource(
                properties.url(),
                Objects.requireNonNullElse(properties.username(), ""),
                Objects.requireNonNullElse(properties.password(), "")));
    }

    private static Server container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "track_commit_timestamp=on");
        container.start();
        String base = "jdbc:postgresql://" + container.getHost() + ":" + container.getFirstMappedPort() + "/";
        return new Server(base, container.getUsername(), container.getPassword());
    }

    private static Server embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("track_commit_timestamp", "on")
                    .start();
            return new Server("jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", null);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    private static void execute(Server server, String database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(server.url(database), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private record Server(
            String base, String user, @Nullable String password) {
        String url(String database) {
            return base + database;
        }
    }
}
