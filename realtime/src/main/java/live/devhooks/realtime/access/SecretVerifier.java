package live.devhooks.realtime.access;

import java.util.Optional;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SourceSecret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verifies secrets, for servers and off-the-shelf clients that show one themselves instead of a token. */
@Component
public class SecretVerifier {

    private final JdbcClient jdbc;

    SecretVerifier(Database database) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.STREAM));
    }

    /** What {@code secret} opens of the source with this slug. */
    public Access verify(String source, SourceSecret secret) throws AccessRefused {
        return jdbc.sql("select account_id, source_id, source from grant_of_secret(?, ?)")
                .param(secret.hash())
                .param(source)
                .query((row, number) -> new Grant(
                        row.getObject("account_id", UUID.class),
                        row.getLong("source_id"),
                        row.getString("source"),
                        Optional.empty()))
                .optional()
                .map(grant -> new Access(grant, Optional.empty()))
                .orElseThrow(() -> new AccessRefused(
                        ProblemType.INVALID_SECRET, "Check the source (login) and its secret (passcode)"));
    }
}
