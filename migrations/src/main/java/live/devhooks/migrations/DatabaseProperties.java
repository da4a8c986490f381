package live.devhooks.migrations;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is. The login must be a member of the roles of {@link DatabaseRole} that its process uses; the one that migrates
 * must own the schema or be able to create it.
 *
 * @param url JDBC URL of the PostgreSQL primary, version 16 or newer
 * @param username login
 * @param password its password; absent where the server asks for none
 * @param listenUrl JDBC URL for the listening connection, where {@code url} leads through a pooler in transaction mode
 * @param migrate whether this process brings the schema up to date when it starts (default true)
 * @param appConnections most connections for people's requests (default 10)
 * @param ingestConnections most connections for taking events in (default 4)
 * @param streamConnections most connections for reading streams (default 4)
 * @param connectTimeout how long a request waits for a connection (default 5 s)
 */
@ConfigurationProperties("devhooks.database")
public record DatabaseProperties(
        String url,
        @DefaultValue("devhooks") String username,
        @Nullable String password,
        @Nullable String listenUrl,
        @DefaultValue("true") boolean migrate,
        @DefaultValue("10") int appConnections,
        @DefaultValue("4") int ingestConnections,
        @DefaultValue("4") int streamConnections,
        @DefaultValue("5s") Duration connectTimeout) {

    int connections(DatabaseRole role) {
        return switch (role) {
            case APP -> appConnections;
            case INGEST -> ingestConnections;
            case STREAM -> streamConnections;
        };
    }
}
