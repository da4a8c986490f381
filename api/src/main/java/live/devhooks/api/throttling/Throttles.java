package live.devhooks.api.throttling;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import javax.sql.DataSource;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Counts tries in the store, and so across all nodes. What is counted is known by its hash only. */
@Component
public class Throttles {

    /** How long a bucket that is full again is kept. */
    private static final Duration KEPT_FULL = Duration.ofMinutes(1);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final ProxyManager<String> buckets;

    Throttles(@Qualifier("frontDataSource") DataSource store) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(store)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("throttle")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .requestTimeout(REQUEST_TIMEOUT)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                .build();
    }

    /**
     * Counts a try.
     *
     * @param what what is tried, such as {@code sign-in-address}
     * @param who by whom
     * @throws ProblemException {@code too-many-requests} where there have been too many
     * @throws DataAccessResourceFailureException where the store cannot be asked
     */
    public void take(String what, String who, Limit limit) {
        ConsumptionProbe probe = asked(() -> bucket(what, who, limit).tryConsumeAndReturnRemaining(1));
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "Try again in " + wait.toSeconds() + " seconds", wait);
        }
    }

    /** Takes back a try that was none to count. */
    public void giveBack(String what, String who, Limit limit) {
        asked(() -> {
            bucket(what, who, limit).addTokens(1);
            return true;
        });
    }

    /** That the store is away is told as by all other code, whose caller then hears of it. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (BucketExecutionException e) {
            throw new DataAccessResourceFailureException("tries cannot be counted", e);
        }
    }

    private Bucket bucket(String what, String who, Limit limit) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.most()).refillGreedy(limit.most(), limit.within()))
                .build();
        return buckets.getProxy(what + ":" + hash(who), () -> configuration);
    }

    private static String hash(String who) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(who.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
