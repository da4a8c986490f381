package live.devhooks.api.accounts;

import java.time.Duration;
import live.devhooks.api.throttling.Limit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People who sign up and in. A limit is written {@code most/within}: see {@link Limit}.
 *
 * @param hashStrength bcrypt's work for one password, as a power of two, from 4 to 31; hashes of another strength stay good, and where
 *     it was raised, a password is hashed anew when its user signs in
 * @param concurrentHashes most passwords that are hashed at once; hashing is slow by design, and must not take every core
 * @param waitingHashes most requests that wait for their turn to hash; one more is answered 503 at once
 * @param hashWait how long a request waits for its turn to hash before it is answered 503
 * @param signUpsPerAddress sign-ups from one network address
 * @param signUpsPerEmail sign-ups with one email
 * @param signInTriesPerAddress sign-ins from one network address, whether they succeed or fail
 * @param signInsPerAddress sign-ins from one network address whose password is wrong
 * @param signInsPerEmail sign-ins with one email whose password is wrong
 * @param resetsPerAddress password resets that are asked for, or tried, from one network address
 * @param resetsPerEmail password resets that are asked for with one email
 * @param resetLifetime how long a password reset can be used
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
