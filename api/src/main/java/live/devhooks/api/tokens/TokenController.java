package live.devhooks.api.tokens;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import live.devhooks.api.addresses.PublicAddresses;
import live.devhooks.protocol.Secret;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TokenController {

    private static final int MAX_LENGTH = 200;

    private final Tokens tokens;
    private final PublicAddresses addresses;

    TokenController(Tokens tokens, PublicAddresses addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    record Exchange(
            @NotBlank @Size(max = MAX_LENGTH) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String sourceId,

            @NotBlank @Size(max = MAX_LENGTH) String secret) {

        @Override
        public String toString() {
            return "Exchange[sourceId=" + sourceId + "]";
        }
    }

    record TokenView(String token, Instant expiresAt, URI url, String destination) {}

    @PostMapping(path = "/v1/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TokenView> exchange(@Valid @RequestBody Exchange body) {
        Tokens.Token token = tokens.exchange(body.sourceId(), new Secret(body.secret()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenView(
                        token.value(),
                        token.expiresAt(),
                        addresses.stream(),
                        token.destination().toString()));
    }
}
