package live.devhooks.migrations;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is. The login must be a member of the roles of {@link DatabaseRole} that its process uses; the one that migrates
 * must own the schema or be able to create it.
 *
 * @param url the PostgreSQL primary, version 16 or newer: a JDBC URL, or {@code postgresql://user:password@host:port/database}, with
 *     what is special in the password percent-encoded; no default, but that standalone brings a PostgreSQL of its own where it is not given
 * @param username login at PostgreSQL, where the URL names none; no default
 * @param password password of the login, where the URL names none and the server asks for one; no default
 * @param listenUrl JDBC URL for the listening connection, where {@code devhooks.database.url} leads through a pooler, which
 *     must be one of sessions; with the same login, unless it names another; by default {@code devhooks.database.url}
 * @param migrate whether this process brings the schema up to date when it starts
 * @param appConnections most connections for people's requests
 * @param frontConnections most connections for what is before an account is known
 * @param ingestConnections most connections for taking events in; more than {@code devhooks.ingest.writers}
 * @param streamConnections most connections for reading streams, beside the one that listens
 * @param connectTimeout how long a request waits for a connection
 * @param statementTimeout how long a statement of a pooled connection may take, less than {@code devhooks.ingest.write-timeout}; a
 *     connection that is silent for 10s more is given up
 * @param lockTimeout how long a statement may wait for a row that somebody else holds
 * @param idleTransactionTimeout when PostgreSQL ends a transaction whose process has stopped in the middle of it
 * @param migrationLockTimeout how long a migration waits for a table that somebody else works with, before it lets those pass who wait behind it;
 *     longer than PostgreSQL's {@code deadlock_timeout}, after which its autovacuum gives way, and shorter than {@code devhooks.ingest.journal.after}
 * @param migrationPatience how long a migration that found its table in use is tried again, before the migrating process ends with that reason
 */
@ConfigurationProperties("devhooks.database")
public record DatabaseProperties(
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String listenUrl,
        @DefaultValue("true") boolean migrate,
        @DefaultValue("10") int appConnections,
        @DefaultValue("4") int frontConnections,
        @DefaultValue("6") int ingestConnections,
        @DefaultValue("5") int streamConnections,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("8s") Duration statementTimeout,
        @DefaultValue("1s") Duration lockTimeout,
        @DefaultValue("5s") Duration idleTransactionTimeout,
        @DefaultValue("1500ms") Duration migrationLockTimeout,
        @DefaultValue("5m") Duration migrationPatience) {

    private static final String JDBC = "jdbc:";
    private static final String RULE =
            "devhooks.database.url must be postgresql://user:password@host:port/database or a JDBC URL";

    /** Turns the form that PostgreSQL's own programs take into the one that Java's driver takes. The login is that of the URL, where it is not given for itself. */
    public DatabaseProperties {
        if (!url.startsWith(JDBC)) {
            URI uri = parse(url);
            String[] login = uri.getUserInfo() == null
                    ? new String[0]
                    : uri.getUserInfo().split(":", 2);
            username = login.length > 0 ? login[0] : username;
            password = login.length > 1 ? login[1] : password;
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        }
        Map<String, String> named = named(url);
        username = username == null ? named.get("user") : username;
        password = password == null ? named.get("password") : password;
    }

    /** What the driver reads from {@code url}; nothing where that is not one of its own, which is told when a connection is made. */
    private static Map<String, String> named(String url) {
        Map<String, String> named = new HashMap<>();
        try {
            for (DriverPropertyInfo property : DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
                named.put(property.name, property.value);
            }
        } catch (SQLException notAUrl) {
            return Map.of();
        }
        return named;
    }

    /** The URL is not repeated where it is refused: it may hold a password. */
    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && uri.getScheme().startsWith("postgres")) {
                return uri;
            }
        } catch (URISyntaxException notAUrl) {
            throw new IllegalArgumentException(RULE + "; percent-encode what is special in the password");
        }
        throw new IllegalArgumentException(RULE);
    }

    int connections(DatabaseRole role) {
        return switch (role) {
            case APP -> appConnections;
            case FRONT -> frontConnections;
            case INGEST -> ingestConnections;
            case STREAM -> streamConnections;
        };
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url.replaceAll("\\?.*", "") + ", username=" + username + "]";
    }
}
