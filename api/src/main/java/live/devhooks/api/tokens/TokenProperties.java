package live.devhooks.api.tokens;

import java.time.Duration;
import live.devhooks.protocol.TokenClaims;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens, and the keys that they are signed with.
 *
 * @param lifetime how long a token opens its stream; from 1s to 10m, and no longer than {@code devhooks.access.revocation-memory}
 * @param ownLifetime how long a token opens a source that somebody who is signed in, or an account key, asks for without a secret; at
 *     least 1s, never longer than {@code devhooks.token.lifetime}, and short, since nothing but its end ends it where the sign-in or the key
 *     does
 * @param keyLead how long a key is published before it signs; at least 1m
 * @param keyLife how long a key signs before the next one does; longer than {@code devhooks.token.lifetime} and
 *     {@code devhooks.token.key-lead}
 */
@ConfigurationProperties("devhooks.token")
record TokenProperties(
        @DefaultValue("5m") Duration lifetime,
        @DefaultValue("1m") Duration ownLifetime,
        @DefaultValue("10m") Duration keyLead,
        @DefaultValue("30d") Duration keyLife) {

    private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);
    private static final Duration MIN_KEY_LEAD = Duration.ofMinutes(1);

    TokenProperties {
        require(
                lifetime.compareTo(MIN_LIFETIME) >= 0 && lifetime.compareTo(MAX_LIFETIME) <= 0,
                "devhooks.token.lifetime is " + lifetime + ": it must be between 1 second and 10 minutes");
        require(
                ownLifetime.compareTo(MIN_LIFETIME) >= 0,
                "devhooks.token.own-lifetime is " + ownLifetime + ": it must be at least 1 second");
        require(
                keyLead.compareTo(MIN_KEY_LEAD) >= 0,
                "devhooks.token.key-lead is " + keyLead + ": it must be at least 1 minute");
        require(
                keyLife.compareTo(keyLead) > 0,
                "devhooks.token.key-life is " + keyLife + ": it must be longer than devhooks.token.key-lead, "
                        + keyLead);
        require(
                keyLife.compareTo(lifetime) > 0,
                "devhooks.token.key-life is " + keyLife + ": it must be longer than devhooks.token.lifetime, "
                        + lifetime);
    }

    /** How long a copy of the published keys may be used: so much shorter than the lead that a node's own copy, and clocks, may lag. */
    Duration publishedMaxAge() {
        return keyLead.dividedBy(2);
    }

    /** How long a key is kept after the next one has begun to sign. */
    Duration keptAfterSigning() {
        return lifetime.plus(TokenClaims.CLOCK_SKEW).plus(keyLead);
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
