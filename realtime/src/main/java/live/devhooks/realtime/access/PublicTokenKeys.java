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
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.realtime.timer.Repeating;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The public keys that tokens verify with: remembered, read again when a token names one that is not known yet, and every now and then, so
 * that one which was deleted is no longer trusted. It owns one thread, from {@link #start()} to {@link #stop()}, which does the latter.
 */
@Component
final class PublicTokenKeys implements JWKSource<SecurityContext>, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PublicTokenKeys.class);

    /** Least time between two readings, so that made-up key ids do not become a load on the store. */
    private static final Duration READ_INTERVAL = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final AccessProperties properties;
    private volatile JWKSet known = new JWKSet();
    private @Nullable DataAccessException lastFailure;
    private long lastRead = System.nanoTime() - READ_INTERVAL.toNanos();

    private volatile @Nullable Repeating timer;

    PublicTokenKeys(Database database, AccessProperties properties) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.STREAM));
        this.properties = properties;
    }

    @Override
    public void start() {
        timer = Repeating.every(properties.keyRefresh(), "token-keys", this::refresh);
    }

    @Override
    public void stop() {
        Repeating stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void refresh() {
        try {
            readAgain();
        } catch (RuntimeException e) {
            LOG.warn("the keys of tokens could not be read again: {}", e.toString());
        }
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
                        .query(PublicTokenKeys::read)
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
