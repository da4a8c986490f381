package live.devhooks.api.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * A key that tokens are signed with (ES256).
 *
 * @param key both halves
 * @param signsFrom when it begins to sign; it is published before
 */
record TokenKey(ECKey key, Instant signsFrom) {

    /** A new one. */
    static TokenKey random(Instant signsFrom) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return new TokenKey(key, signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    String id() {
        return key.getKeyID();
    }

    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now);
    }

    @Override
    public String toString() {
        return "TokenKey[" + id() + ", signs from " + signsFrom + "]";
    }
}
