package live.devhooks.realtime.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.TokenClaims;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Verifies tokens by their signature, without a call to the store unless they name a key that was not seen before. */
@Component
public class TokenVerifier {

    private static final String GET_ANOTHER = "Get a new token from POST /v1/tokens";

    private final Revocations revocations;
    private final InstantSource clock;
    private final NimbusJwtDecoder decoder;

    TokenVerifier(PublicTokenKeys keys, Revocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        // Times are checked below, where "run out" can be told from "not valid".
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        this.decoder = new NimbusJwtDecoder(processor);
        this.decoder.setJwtValidator(new JwtIssuerValidator(TokenClaims.ISSUER));
    }

    /** What {@code token} opens, and until when. */
    public Access verify(String token) throws AccessRefused {
        Jwt jwt = decode(token);
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt == null) {
            throw new AccessRefused(ProblemType.INVALID_TOKEN, GET_ANOTHER);
        }
        if (clock.instant().isAfter(expiresAt.plus(TokenClaims.CLOCK_SKEW))) {
            throw new AccessRefused(ProblemType.TOKEN_EXPIRED, GET_ANOTHER);
        }
        Access access = access(jwt, expiresAt);
        if (revocations.include(access)) {
            throw new AccessRefused(ProblemType.SECRET_REVOKED, "Get a token for another secret");
        }
        return access;
    }

    private Jwt decode(String token) throws AccessRefused {
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            rethrowStoreAway(e);
            throw new AccessRefused(ProblemType.INVALID_TOKEN, GET_ANOTHER);
        }
    }

    /** The library tells a store that cannot be reached like a key that is not known; to the client the difference matters. */
    private static void rethrowStoreAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException storeAway) {
                throw storeAway;
            }
        }
    }

    private static Access access(Jwt jwt, Instant expiresAt) throws AccessRefused {
        try {
            Optional<SessionName> session = Optional.ofNullable(jwt.getClaimAsString(TokenClaims.SESSION))
                    .flatMap(SessionName::of);
            boolean wholeEvents = Boolean.TRUE.equals(jwt.getClaimAsBoolean(TokenClaims.WHOLE_EVENTS));
            Grant grant = new Grant(
                    UUID.fromString(claim(jwt, TokenClaims.ACCOUNT)),
                    Long.parseLong(claim(jwt, TokenClaims.SOURCE_ID)),
                    claim(jwt, TokenClaims.SOURCE),
                    session,
                    session.isPresent() && !wholeEvents);
            return new Access(
                    grant,
                    Access.Shown.TOKEN,
                    UUID.fromString(claim(jwt, TokenClaims.SECRET_ID)),
                    Optional.of(expiresAt));
        } catch (IllegalArgumentException e) {
            throw new AccessRefused(ProblemType.INVALID_TOKEN, GET_ANOTHER);
        }
    }

    private static String claim(Jwt jwt, String name) {
        @Nullable String value = jwt.getClaimAsString(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
