package live.devhooks.api.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How nodes share a day's quota.
 *
 * @param leaseShare most of a day's limit that a node keeps for itself, unspent or on its way, and so loses when it dies; more than 0
 *     and at most 0.01, but one event at least
 * @param endShare below which share of the limit a node takes only what its requests need at once, and keeps nothing; from
 *     {@code devhooks.quota.lease-share} to 1
 * @param lookInterval how often a node looks whether what it keeps is needed elsewhere
 * @param refusalWait how long a day is found used up before the first request is refused, so that all nodes have given back what they
 *     kept: at least twice {@code devhooks.quota.look-interval}
 * @param refusalMemory how long requests are refused without asking again, once a day is used up
 * @param answerTimeout how long a request waits for the store before it is let through on credit: longer than
 *     {@code devhooks.database.lock-timeout}
 * @param idleTime how long a node keeps what an account does not use
 * @param maxAccounts most accounts that a node keeps something for; for those beyond, it asks for each event
 * @param askers threads that ask the store
 * @param stopTimeout how long giving back may take when the node stops
 */
@ConfigurationProperties("devhooks.quota")
record QuotaProperties(
        @DefaultValue("0.008") double leaseShare,
        @DefaultValue("0.1") double endShare,
        @DefaultValue("500ms") Duration lookInterval,
        @DefaultValue("1200ms") Duration refusalWait,
        @DefaultValue("1s") Duration refusalMemory,
        @DefaultValue("3s") Duration answerTimeout,
        @DefaultValue("10m") Duration idleTime,
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
