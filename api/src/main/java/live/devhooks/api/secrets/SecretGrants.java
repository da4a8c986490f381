package live.devhooks.api.secrets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.Secret;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what a secret opens, before it is known whose it is. */
@Component
public class SecretGrants {

    private static final String GRANT_OF_SECRET =
            "select account_id, source_id, source, secret_id, session, payer_view, expires_at from grant_of_secret(?, ?)";

    private final JdbcClient jdbc;

    SecretGrants(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What {@code secret} opens of the source with this slug, or, where that is null, of the one that it belongs to. */
    public Optional<SecretGrant> of(Secret secret, @Nullable String source) {
        if (secret.kind().isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql(GRANT_OF_SECRET)
                .param(secret.hash())
                .param(source)
                .query((row, number) -> grant(row))
                .optional();
    }

    private static SecretGrant grant(ResultSet row) throws SQLException {
        Grant grant = new Grant(
                row.getObject("account_id", UUID.class),
                row.getLong("source_id"),
                row.getString("source"),
                Optional.ofNullable(row.getString("session")).map(SessionName::new),
                row.getBoolean("payer_view"));
        return new SecretGrant(
                grant,
                row.getObject("secret_id", UUID.class),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
    }
}
