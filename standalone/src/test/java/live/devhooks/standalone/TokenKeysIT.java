package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Anybody can verify a token by the keys that are published. */
class TokenKeysIT extends Journey {

    private static final String KEYS = "/.well-known/jwks.json";

    /** A node's copy of the keys is at most ten seconds old. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private DatabaseProperties store;

    @Test
    void theKeysArePublishedForAnybodyToKeepForHalfOfTheirLead() {
        HttpResponse<String> answer = Merchant.stranger(base()).get(KEYS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/jwk-set+json");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("max-age=300, public");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(answer.body()).contains("\"kty\":\"EC\"").doesNotContain("\"d\"");
    }

    @Test
    void aTokenVerifiesByThem() throws Exception {
        Merchant merchant = Merchant.signUp(base());

        assertThat(verifies(token(merchant))).isTrue();
    }

    @Test
    void afterAnOperatorHasDeletedAllKeysTokensAreOfANewOneAndOpenStreams() throws Exception {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        String secret = merchant.createSecret("payment-flow");
        SignedJWT before =
                SignedJWT.parse(merchant.token("payment-flow", secret).value());

        TestPostgres.superuser(store).sql("delete from devhooks.token_key").update();

        await().atMost(PATIENCE).until(() -> !verifies(before));
        Merchant.Token after = merchant.token("payment-flow", secret);
        assertThat(verifies(SignedJWT.parse(after.value()))).isTrue();
        try (StompTestClient client = StompTestClient.connect(after.url(), after.value())) {
            client.subscribeUntilLive(after.destination(), Map.of());
        }
    }

    private SignedJWT token(Merchant merchant) throws Exception {
        merchant.createSource("payment-flow");
        String secret = merchant.createSecret("payment-flow");
        return SignedJWT.parse(merchant.token("payment-flow", secret).value());
    }

    private boolean verifies(SignedJWT token) throws Exception {
        JWKSet keys = JWKSet.parse(Merchant.stranger(base()).get(KEYS).body());
        ECKey key = (ECKey) keys.getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key));
    }
}
