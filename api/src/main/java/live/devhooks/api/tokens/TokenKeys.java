package live.devhooks.api.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys that tokens are signed with (ES256), kept in the store so that every node knows them. */
final class TokenKeys {

    private final JdbcClient jdbc;

    TokenKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest key; made now if there is none. Two nodes that make one at once are both right: all keys verify. */
    ECKey newest(Instant now) {
        return find().orElseGet(() -> {
            store(generate(), now);
            return find().orElseThrow();
        });
    }

    private Optional<ECKey> find() {
        return jdbc.sql("select id, public_key, private_key from token_key order by created_at desc, id limit 1")
                .query(TokenKeys::read)
                .optional();
    }

    private void store(ECKey key, Instant now) {
        try {
            jdbc.sql("insert into token_key (id, public_key, private_key, created_at) values (?, ?, ?, ?)")
                    .param(key.getKeyID())
                    .param(key.toECPublicKey().getEncoded())
                    .param(key.toECPrivateKey().getEncoded())
                    .param(Timestamp.from(now))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key that was just made cannot be written", e);
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static ECKey read(ResultSet row, int number) throws SQLException {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            ECPublicKey publicKey =
                    (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key")));
            ECPrivateKey privateKey =
                    (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(row.getBytes("private_key")));
            return new ECKey.Builder(Curve.P_256, publicKey)
                    .privateKey(privateKey)
                    .keyID(row.getString("id"))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new SQLException("token_key holds no P-256 key", e);
        }
    }
}
