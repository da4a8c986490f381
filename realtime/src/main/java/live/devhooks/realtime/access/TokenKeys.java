package live.devhooks.realtime.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The public keys that tokens verify with: remembered, and read again when a token names one that is not known yet. */
final class TokenKeys implements JWKSource<SecurityContext> {

    /** Least time between two readings, so that made-up key ids do not become a load on the store. */
    private static final Duration READ_INTERVAL = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private volatile JWKSet known = new JWKSet();
    private @Nullable DataAccessException lastFailure;
    private long lastRead = System.nanoTime() - READ_INTERVAL.toNanos();

    TokenKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> keys = selector.select(known);
        if (!keys.isEmpty()) {
            return keys;
        }
        readAgain();
        return selector.select(known);
    }

    /** Reads the keys, unless somebody has just done so; where that failed, it has failed for all who come soon after. */
    private synchronized void readAgain() {
        if (System.nanoTime() - lastRead >= READ_INTERVAL.toNanos()) {
            try {
                known = new JWKSet(jdbc.sql("select id, public_key from token_key")
                        .query(TokenKeys::read)
                        .list());
                lastFailure = null;
            } catch (DataAccessException e) {
                lastFailure = e;
            } finally {
                lastRead = System.nanoTime();
            }
        }
        if (lastFailure != null) {
            throw lastFailure;
        }
    }

    private static JWK read(ResultSet row, int number) throws SQLException {
        try {
            X509EncodedKeySpec encoded = new X509EncodedKeySpec(row.getBytes("public_key"));
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
            return new ECKey.Builder(Curve.P_256, key)
                    .keyID(row.getString("id"))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new SQLException("token_key holds no P-256 key", e);
        }
    }
}
