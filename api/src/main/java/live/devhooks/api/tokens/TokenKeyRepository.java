package live.devhooks.api.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
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
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys as they lie in the store. */
@Component
class TokenKeyRepository {

    private final JdbcClient jdbc;

    TokenKeyRepository(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** All, in the order in which they sign. */
    List<TokenKey> findAll() {
        return jdbc.sql("select id, public_key, private_key, signs_from from token_key order by signs_from, id")
                .query(TokenKeyRepository::read)
                .list();
    }

    void insert(TokenKey made, Instant now) {
        try {
            jdbc.sql(
                            "insert into token_key (id, public_key, private_key, created_at, signs_from) values (?, ?, ?, ?, ?)")
                    .param(made.id())
                    .param(made.key().toECPublicKey().getEncoded())
                    .param(made.key().toECPrivateKey().getEncoded())
                    .param(Timestamp.from(now))
                    .param(Timestamp.from(made.signsFrom()))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key that was just made cannot be written", e);
        }
    }

    void delete(TokenKey key) {
        jdbc.sql("delete from token_key where id = ?").param(key.id()).update();
    }

    private static TokenKey read(ResultSet row, int number) throws SQLException {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            ECPublicKey publicKey =
                    (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key")));
            ECPrivateKey privateKey =
                    (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(row.getBytes("private_key")));
            ECKey key = new ECKey.Builder(Curve.P_256, publicKey)
                    .privateKey(privateKey)
                    .keyID(row.getString("id"))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
            return new TokenKey(key, row.getTimestamp("signs_from").toInstant());
        } catch (GeneralSecurityException e) {
            throw new SQLException("token_key holds no P-256 key", e);
        }
    }
}
