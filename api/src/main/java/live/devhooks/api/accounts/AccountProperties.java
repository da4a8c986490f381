package live.devhooks.api.accounts;

import java.time.Duration;
import live.devhooks.api.throttling.Limit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People who sign up and in.
 *
 * @param hashStrength bcrypt's work for one password, as a power of two; hashes of another strength stay good (default 10, at least 4)
 * @param concurrentHashes most passwords that are hashed at once; hashing is slow by design, and must not take every core (default 1)
 * @param waitingHashes most requests that wait for their turn; one more is answered 503 at once (default 20)
 * @param hashWait how long a request waits for its turn before it is answered 503 (default 3 s)
 * @param signUpsPerAddress sign-ups from one network address, as {@code most/within} (default 20/1h)
 * @param signUpsPerEmail sign-ups with one email (default 5/1d)
 * @param signInTriesPerAddress sign-ins from one network address, whether they succeed or fail (default 120/10m)
 * @param signInsPerAddress sign-ins from one network address that fail (default 30/10m)
 * @param signInsPerEmail sign-ins with one email that fail (default 10/10m)
 * @param resetsPerAddress password resets that are asked for, or tried, from one network address (default 20/1h)
 * @param resetsPerEmail password resets that are asked for with one email (default 3/1h)
 * @param resetLifetime how long a password reset can be used (default 1 h)
 */
@ConfigurationProperties("devhooks.accounts")
record AccountProperties(
        @DefaultValue("10") int hashStrength,
        @DefaultValue("1") int concurrentHashes,
        @DefaultValue("20") int waitingHashes,
        @DefaultValue("3s") Duration hashWait,
        @DefaultValue("20/1h") Limit signUpsPerAddress,
        @DefaultValue("5/1d") Limit signUpsPerEmail,
        @DefaultValue("120/10m") Limit signInTriesPerAddress,
        @DefaultValue("30/10m") Limit signInsPerAddress,
        @DefaultValue("10/10m") Limit signInsPerEmail,
        @DefaultValue("20/1h") Limit resetsPerAddress,
        @DefaultValue("3/1h") Limit resetsPerEmail,
        @DefaultValue("1h") Duration resetLifetime) {}
