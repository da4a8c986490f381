package live.devhooks.api.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.keys.AccountKeys;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.secrets.SecretGrant;
import live.devhooks.api.secrets.SecretGrants;
import live.devhooks.api.sources.Source;
import live.devhooks.api.sources.Sources;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.Destination;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.TokenClaims;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Makes tokens from secrets, and for whoever may read the whole account. */
@Component
class Tokens {

    private final SecretGrants grants;
    private final AccountKeys accountKeys;
    private final Sources sources;
    private final TokenProperties properties;
    private final InstantSource clock;
    private final TokenKeys keys;

    Tokens(
            SecretGrants grants,
            AccountKeys accountKeys,
            Sources sources,
            TokenKeys keys,
            TokenProperties properties,
            InstantSource clock) {
        this.grants = grants;
        this.accountKeys = accountKeys;
        this.sources = sources;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /** A token, when it runs out, and what it opens. */
    record Token(String value, Instant expiresAt, Destination destination) {}

    /**
     * Makes a token for the source of this slug; a problem {@code invalid-secret} where {@code secret}, which may be an account key, does not
     * open it, and {@code not-found} where the key's account has no such source.
     */
    Token exchange(String source, Secret secret) {
        if (secret.kind().filter(Secret.Kind.ACCOUNT_KEY::equals).isPresent()) {
            return exchangeKey(source, secret);
        }
        return grants.of(secret, source).map(this::issue).orElseThrow(Tokens::invalid);
    }

    private Token exchangeKey(String source, Secret key) {
        UUID account = accountKeys.holderOf(key).orElseThrow(Tokens::invalid).accountId();
        return Tenancy.as(account, () -> own(source));
    }

    private static ProblemException invalid() {
        return new ProblemException(ProblemType.INVALID_SECRET, "Check sourceId and secret, or make a new secret");
    }

    /**
     * Makes a token for a source of the account that the thread works for; a problem {@code not-found} where it has no such source. It
     * ends with the source, or by itself soon.
     */
    Token own(String slug) {
        Source source = sources.get(slug);
        return issue(new SecretGrant(
                Grant.ofSource(Tenancy.required(), source.id(), source.slug()),
                TokenClaims.NO_SECRET,
                Optional.of(clock.instant().plus(properties.ownLifetime()))));
    }

    private Token issue(SecretGrant secret) {
        Grant grant = secret.grant();
        Instant now = clock.instant();
        Instant latest = now.plus(properties.lifetime());
        Instant expiresAt = secret.expiresAt().filter(latest::isAfter).orElse(latest);
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(TokenClaims.ISSUER)
                .issuedAt(now)
                .expiresAt(expiresAt)
                .claim(TokenClaims.ACCOUNT, grant.account().toString())
                .claim(TokenClaims.SOURCE_ID, Long.toString(grant.sourceId()))
                .claim(TokenClaims.SOURCE, grant.source())
                .claim(TokenClaims.SECRET_ID, secret.secretId().toString());
        grant.session().map(SessionName::value).ifPresent(name -> claims.claim(TokenClaims.SESSION, name));
        if (grant.session().isPresent() && !grant.payerView()) {
            claims.claim(TokenClaims.WHOLE_EVENTS, true);
        }
        return new Token(sign(claims.build()), expiresAt, new Destination(grant.source(), grant.session()));
    }

    private String sign(JwtClaimsSet claims) {
        JwtEncoder encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(keys.signing())));
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
