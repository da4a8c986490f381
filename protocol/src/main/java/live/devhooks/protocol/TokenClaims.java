package live.devhooks.protocol;

import java.time.Duration;
import java.util.UUID;

/** The claims of a token (RFC 7519) beside the registered {@code iss}, {@code iat} and {@code exp}. */
public final class TokenClaims {

    /** The only issuer: this installation. */
    public static final String ISSUER = "devhooks-sync";

    /** The account's id, a UUID. */
    public static final String ACCOUNT = "acc";

    /** The source's internal number, as a string, since JSON readers round large numbers. */
    public static final String SOURCE_ID = "sid";

    /** The source's slug. */
    public static final String SOURCE = "src";

    /** The session, where the token opens only one. */
    public static final String SESSION = "ses";

    /** Whether a token for one session gives the whole event, and not only what its payer may see: {@code true} or absent. */
    public static final String WHOLE_EVENTS = "all";

    /** The id of the secret that it was made from, a UUID: a token dies with its secret. */
    public static final String SECRET_ID = "sec";

    /** Stands for the secret where there was none: the token was made for whoever owns the source, who only looks on. */
    public static final UUID NO_SECRET = new UUID(0, 0);

    /** By how much the clocks of the nodes may differ. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

    private TokenClaims() {}
}
