package live.devhooks.api.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.Destination;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.SourceSecret;
import live.devhooks.protocol.TokenClaims;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Makes tokens from secrets. */
@Component
class Tokens {

    private static final String GRANT_OF_SECRET = "select account_id, source_id, source from grant_of_secret(?, ?)";

    private final JdbcClient jdbc;
    private final TokenProperties properties;
    private final InstantSource clock;
    private final JwtEncoder encoder;

    Tokens(DataSource dataSource, TokenProperties properties, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.properties = properties;
        this.clock = clock;
        this.encoder =
                new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(new TokenKeys(jdbc).newest(clock.instant()))));
    }

    /** A token, when it runs out, and what it opens. */
    record Token(String value, Instant expiresAt, Destination destination) {}

    /** Makes a token for the source of this slug; a problem {@code invalid-secret} where {@code secret} does not open it. */
    Token exchange(String source, SourceSecret secret) {
        return jdbc.sql(GRANT_OF_SECRET)
                .param(secret.hash())
                .param(source)
                .query((row, number) -> new Grant(
                        row.getObject("account_id", UUID.class),
                        row.getLong("source_id"),
                        row.getString("source"),
                        Optional.empty()))
                .optional()
                .map(this::issue)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_SECRET, "Check sourceId and secret, or make a new secret"));
    }

    private Token issue(Grant grant) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(properties.lifetime());
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(TokenClaims.ISSUER)
                .issuedAt(now)
                .expiresAt(expiresAt)
                .claim(TokenClaims.ACCOUNT, grant.account().toString())
                .claim(TokenClaims.SOURCE_ID, Long.toString(grant.sourceId()))
                .claim(TokenClaims.SOURCE, grant.source());
        grant.session().map(SessionName::value).ifPresent(name -> claims.claim(TokenClaims.SESSION, name));
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).build();
        String value = encoder.encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
        return new Token(value, expiresAt, new Destination(grant.source(), grant.session()));
    }
}
