package live.devhooks.api.tokens;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import live.devhooks.api.addresses.PublicAddresses;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "tokens")
class TokenController {

    private static final int MAX_LENGTH = 200;
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final PublicAddresses addresses;

    TokenController(Tokens tokens, PublicAddresses addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    @Schema(name = "TokenRequest")
    record Exchange(
            @NotNull @Size(min = 1, max = MAX_LENGTH) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String sourceId,

            @Nullable
            @Size(min = 1, max = MAX_LENGTH)
            @Schema(
                    description =
                            "may be left out where it is shown as Bearer, which may be an account key, and by whoever is signed in")
            String secret) {

        @Override
        public String toString() {
            return "Exchange[sourceId=" + sourceId + "]";
        }
    }

    @Schema(name = "Token")
    record TokenView(String token, Instant expiresAt, URI url, String destination) {}

    @PostMapping(path = "/v1/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "createToken",
            summary =
                    "Makes a token from a source secret or a session secret, in the body or shown as Bearer; or, without one, for a source of whoever is signed in or shows an account key")
    @Problems({ProblemType.INVALID_SECRET, ProblemType.NOT_AUTHENTICATED, ProblemType.NOT_FOUND})
    ResponseEntity<TokenView> exchange(
            @Valid @RequestBody Exchange body,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable
                    String authorization,
            HttpServletRequest request) {
        Tokens.Token token = secret(body, authorization)
                .map(secret -> tokens.exchange(body.sourceId(), secret))
                .orElseGet(() -> own(body.sourceId(), request));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenView(
                        token.value(),
                        token.expiresAt(),
                        addresses.stream(),
                        token.destination().toString()));
    }

    /** The one in the body, if there is one; else the one that is shown. */
    private static Optional<Secret> secret(Exchange body, @Nullable String authorization) {
        if (body.secret() != null) {
            return Optional.of(new Secret(body.secret()));
        }
        return Optional.ofNullable(authorization)
                .filter(shown -> shown.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(shown -> new Secret(shown.substring(SCHEME.length()).strip()));
    }

    private Tokens.Token own(String source, HttpServletRequest request) {
        if (Tenancy.caller().isPresent()) {
            return tokens.own(source);
        }
        if (request.getRequestedSessionId() != null) {
            throw new ProblemException(
                    ProblemType.NOT_AUTHENTICATED, "Sign in again, and send X-XSRF-TOKEN, or send a secret");
        }
        throw ProblemException.field(
                "secret",
                "must be given here or as Authorization: Bearer, unless you are signed in and send X-XSRF-TOKEN");
    }
}
