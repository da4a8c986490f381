package live.devhooks.migrations;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is. The login must be a member of the roles of {@link DatabaseRole} that its process uses; the one that migrates
 * must own the schema or be able to create it.
 *
 * @param url the PostgreSQL primary, version 16 or newer: a JDBC URL, or {@code postgresql://user:password@host:port/database}
 * @param username login, where the URL names none
 * @param password its password, where the URL names none and the server asks for one
 * @param listenUrl JDBC URL for the listening connection, where {@code url} leads through a pooler in transaction mode
 * @param migrate whether this process brings the schema up to date when it starts (default true)
 * @param appConnections most connections for people's requests (default 10)
 * @param frontConnections most connections for what is before an account is known (default 4)
 * @param ingestConnections most connections for taking events in (default 6)
 * @param streamConnections most connections for reading streams (default 4)
 * @param connectTimeout how long a request waits for a connection (default 5 s)
 * @param statementTimeout how long a statement of a pooled connection may take (default 8 s, less than a webhook waits)
 * @param lockTimeout how long it may wait for a row that somebody else holds (default 1 s)
 * @param idleTransactionTimeout when PostgreSQL ends a transaction whose process has stopped in the middle of it (default 5 s)
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
        @DefaultValue("4") int streamConnections,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("8s") Duration statementTimeout,
        @DefaultValue("1s") Duration lockTimeout,
        @DefaultValue("5s") Duration idleTransactionTimeout) {

    private static final String JDBC = "jdbc:";
    private static final String RULE =
            "devhooks.database.url must be postgresql://user:password@host:port/database or a JDBC URL";

    /** Turns the form that PostgreSQL's own programs take into the one that Java's driver takes. */
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
