package live.devhooks.realtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class TokenVerifierIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Revocations revocations = new Revocations(DATABASE, RevocationsIT.PROPERTIES_OF_TESTS);
    private final PublicTokenKeys keys = new PublicTokenKeys(DATABASE, RevocationsIT.PROPERTIES_OF_TESTS);
    private final TokenVerifier verifier = new TokenVerifier(keys, revocations, () -> NOW);
    private final Grant grant = new Grant(UUID.randomUUID(), 42, "payment-flow", SessionName.of("order-1"), true);
    private final UUID secretId = UUID.randomUUID();
    private final ECKey key = generate("known-" + UUID.randomUUID());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aTokenOpensWhatItSays() throws Exception {
        store(key);

        Access access = verifier.verify(token(key, claims().build()));

        assertThat(access)
                .isEqualTo(new Access(grant, Access.Shown.TOKEN, secretId, Optional.of(NOW.plusSeconds(300))));
    }

    @Test
    void aTokenOfARevokedSecretOrADeletedSourceIsRefused() {
        store(key);
        String token = token(key, claims().build());
        String ofAnother =
                token(key, claims().claim("sec", UUID.randomUUID().toString()).build());

        RevocationsIT.revoke(PROPERTIES, grant.sourceId() + 1, secretId);
        revocations.read(Duration.ofMinutes(1));
        assertThat(refusal(token)).isEqualTo("secret-revoked");
        assertThat(catchThrowable(() -> verifier.verify(ofAnother))).isNull();

        RevocationsIT.revoke(PROPERTIES, grant.sourceId(), null);
        revocations.read(Duration.ofMinutes(1));
        assertThat(refusal(ofAnother)).isEqualTo("secret-revoked");
    }

    @Test
    void aTokenThatHasRunOutIsToldFromOneThatIsNotValid() {
        store(key);

        assertThat(refusal(token(
                        key,
                        claims().expirationTime(Date.from(NOW.minusSeconds(2))).build())))
                .isEqualTo("token-expired");
        assertThat(refusal("x.y.z")).isEqualTo("invalid-token");
        assertThat(refusal("")).isEqualTo("invalid-token");
    }

    @Test
    void aTokenWithoutAnEndOrWithAnotherIssuerIsNotValid() {
        store(key);

        assertThat(refusal(token(key, claims().expirationTime(null).build()))).isEqualTo("invalid-token");
        assertThat(refusal(token(key, claims().issuer("somebody").build()))).isEqualTo("invalid-token");
        assertThat(refusal(token(key, claims().claim("acc", "no uuid").build())))
                .isEqualTo("invalid-token");
        assertThat(refusal(token(key, claims().claim("sid", null).build()))).isEqualTo("invalid-token");
    }

    @Test
    void aTokenOfAnotherKeyUnderAKnownNameIsNotValid() {
        store(key);

        assertThat(refusal(token(generate(key.getKeyID()), claims().build()))).isEqualTo("invalid-token");
        assertThat(refusal(new PlainJWT(claims().build()).serialize())).isEqualTo("invalid-token");
    }

    @Test
    void aKeyThatWasDeletedIsNoLongerTrusted() throws Exception {
        store(key);
        String token = token(key, claims().build());
        verifier.verify(token);
        keys.start();

        TestPostgres.superuser(PROPERTIES)
                .sql("delete from devhooks.token_key where id = ?")
                .param(key.getKeyID())
                .update();

        await().untilAsserted(() ->
                assertThat(catchThrowable(() -> verifier.verify(token))).isInstanceOf(AccessRefused.class));
        keys.stop();
    }

    @Test
    void manyWhoComeToANodeThatKnowsNoKeyYetAreAllLetIn() throws Exception {
        store(key);
        String token = token(key, claims().build());
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Access>> answers = clients.invokeAll(Collections.nCopies(8, () -> verifier.verify(token)));
            for (Future<Access> answer : answers) {
                assertThat(answer.get().grant()).isEqualTo(grant);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aStoreThatCannotBeAskedIsNotToldAsATokenThatIsNotValid() {
        Database away = Database.open(PROPERTIES);
        TokenVerifier withoutStore =
                new TokenVerifier(new PublicTokenKeys(away, RevocationsIT.PROPERTIES_OF_TESTS), revocations, () -> NOW);
        away.close();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> withoutStore.verify(token(key, claims().build())))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private String refusal(String token) {
        return catchThrowableOfType(AccessRefused.class, () -> verifier.verify(token))
                .problem()
                .type()
                .slug();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("devhooks-sync")
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .claim("acc", grant.account().toString())
                .claim("sid", Long.toString(grant.sourceId()))
                .claim("src", grant.source())
                .claim("ses", "order-1")
                .claim("sec", secretId.toString());
    }

    private static String token(ECKey key, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey generate(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void store(ECKey key) {
        try {
            TestPostgres.superuser(PROPERTIES)
                    .sql("insert into devhooks.token_key values (?, ?, '', now())")
                    .params(key.getKeyID(), key.toECPublicKey().getEncoded())
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
