package live.devhooks.api.tokens;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes what tokens verify with, as a JWK Set (RFC 7517, section 5). */
@RestController
class TokenKeyController {

    private static final MediaType JWK_SET = new MediaType("application", "jwk-set+json");

    private final TokenKeys keys;
    private final TokenProperties properties;

    TokenKeyController(TokenKeys keys, TokenProperties properties) {
        this.keys = keys;
        this.properties = properties;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(properties.publishedMaxAge()).cachePublic())
                .body(keys.published().toString());
    }
}
