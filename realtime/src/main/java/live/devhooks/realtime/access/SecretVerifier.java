package live.devhooks.realtime.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verifies secrets, for servers and off-the-shelf clients that show one themselves instead of a token. */
@Component
public class SecretVerifier {

    /** It notes when a secret was used, which nobody has to wait for: many who come back at once would wait for as many writes to the disk. */
    private static final String GRANT_OF_SECRET = """
            select g.account_id, g.source_id, g.source, g.secret_id, g.session, g.payer_view, g.expires_at
            from grant_of_secret(?, ?) as g, set_config('synchronous_commit', 'off', true) as without_waiting
            """;

    private final JdbcClient jdbc;

    SecretVerifier(Database database) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.STREAM));
    }

    /** What {@code secret} opens of the source with this slug. */
    public Access verify(String source, Secret secret) throws AccessRefused {
        if (secret.kind().isEmpty()) {
            throw refused();
        }
        return jdbc.sql(GRANT_OF_SECRET)
                .param(secret.hash())
                .param(Texts.storable(source))
                .query((row, number) -> access(row))
                .optional()
                .orElseThrow(SecretVerifier::refused);
    }

    private static AccessRefused refused() {
        return new AccessRefused(ProblemType.INVALID_SECRET, "Check the source (login) and its secret (passcode)");
    }

    private static Access access(ResultSet row) throws SQLException {
        Grant grant = new Grant(
                row.getObject("account_id", UUID.class),
                row.getLong("source_id"),
                row.getString("source"),
                Optional.ofNullable(row.getString("session")).map(SessionName::new),
                row.getBoolean("payer_view"));
        return new Access(
                grant,
                Access.Shown.SECRET,
                row.getObject("secret_id", UUID.class),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
    }
}
