package live.devhooks.api.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How nodes share a day's quota.
 *
 * @param leaseShare most of a day's limit that a node keeps for itself, unspent or on its way, and so loses when it dies; at least one event
 *     (default 0.008; at most 0.01)
 * @param endShare below which share of the limit a node takes only what its requests need at once, and keeps nothing (default 0.1)
 * @param lookInterval how often a node looks whether what it keeps has come near the end (default 500 ms)
 * @param refusalWait how long a day must have been found used up before the first request is refused, so that all nodes have given back what
 *     they kept: at least twice the look interval (default 1.2 s)
 * @param refusalMemory how long requests are then refused without asking again (default 1 s)
 * @param answerTimeout how long a request waits for the store before it is let through on credit: longer than the lock timeout of the
 *     database (default 3 s)
 * @param idleTime how long a node keeps what an account does not use (default 1 min)
 * @param maxAccounts most accounts that a node keeps something for (default 10,000)
 * @param askers how many threads ask the store (default 2)
 * @param stopTimeout how long giving back may take when the node stops (default 5 s)
 */
@ConfigurationProperties("devhooks.quota")
record QuotaProperties(
        @DefaultValue("0.008") double leaseShare,
        @DefaultValue("0.1") double endShare,
        @DefaultValue("500ms") Duration lookInterval,
        @DefaultValue("1200ms") Duration refusalWait,
        @DefaultValue("1s") Duration refusalMemory,
        @DefaultValue("3s") Duration answerTimeout,
        @DefaultValue("1m") Duration idleTime,
        @DefaultValue("10000") int maxAccounts,
        @DefaultValue("2") int askers,
        @DefaultValue("5s") Duration stopTimeout) {

    private static final double MAX_LEASE_SHARE = 0.01;

    QuotaProperties {
        if (leaseShare <= 0 || leaseShare > MAX_LEASE_SHARE || endShare < leaseShare || endShare > 1) {
            throw new IllegalArgumentException("devhooks.quota.lease-share must be more than 0 and at most "
                    + MAX_LEASE_SHARE + ", end-share from there to 1");
        }
        if (lookInterval.toMillis() < 1 || refusalWait.compareTo(lookInterval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "devhooks.quota.refusal-wait must be at least twice the look-interval, and that more than nothing");
        }
        if (answerTimeout.toMillis() < 1 || maxAccounts < 1 || askers < 1) {
            throw new IllegalArgumentException(
                    "devhooks.quota.answer-timeout, .max-accounts and .askers must be more than nothing");
        }
    }
}
