package live.devhooks.api.accounts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People who sign up and in.
 *
 * @param concurrentHashes most passwords that are hashed at once; hashing is slow by design, and must not take every core (default 1)
 * @param waitingHashes most requests that wait for their turn; one more is answered 503 at once (default 20)
 * @param hashWait how long a request waits for its turn before it is answered 503 (default 3 s)
 */
@ConfigurationProperties("devhooks.accounts")
record AccountProperties(
        @DefaultValue("1") int concurrentHashes,
        @DefaultValue("20") int waitingHashes,
        @DefaultValue("3s") Duration hashWait) {}
