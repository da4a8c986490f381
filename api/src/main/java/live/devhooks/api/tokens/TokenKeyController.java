package live.devhooks.api.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes what tokens verify with, as a JWK Set (RFC 7517, section 5). */
@RestController
@Tag(name = "tokens")
class TokenKeyController {

    private static final String JWK_SET_TYPE = "application/jwk-set+json";
    private static final MediaType JWK_SET = MediaType.parseMediaType(JWK_SET_TYPE);

    private final TokenKeys keys;
    private final TokenProperties properties;

    TokenKeyController(TokenKeys keys, TokenProperties properties) {
        this.keys = keys;
        this.properties = properties;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = JWK_SET_TYPE)
    @Operation(
            operationId = "listTokenKeys",
            summary = "The public keys that tokens verify with, as a JWK Set (RFC 7517)")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(properties.publishedMaxAge()).cachePublic())
                .body(keys.published().toString());
    }
}
