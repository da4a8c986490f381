package live.devhooks.api.tokens;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The keys as this node knows them: it reads them again so often that what a rotation or an operator changes is soon in force. */
@Component
class TokenKeys {

    /** How late a node notices that a key was made or deleted. */
    static final Duration MAX_AGE = Duration.ofSeconds(10);

    /** Least time between two readings while they fail. */
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final TokenKeyRepository repository;
    private final TokenKeyRotation rotation;
    private final TokenProperties properties;
    private final InstantSource clock;

    private Reading last = new Reading(List.of(), Instant.EPOCH);
    private Instant lastFailedAt = Instant.EPOCH;
    private @Nullable RuntimeException lastFailure;

    TokenKeys(
            TokenKeyRepository repository, TokenKeyRotation rotation, TokenProperties properties, InstantSource clock) {
        this.repository = repository;
        this.rotation = rotation;
        this.properties = properties;
        this.clock = clock;
    }

    private record Reading(List<TokenKey> keys, Instant at) {

        /** Whether it is no older than {@code most}; one from the future is of a clock that was set back. */
        boolean isWithin(Duration most, Instant now) {
            return !at.isAfter(now) && at.plus(most).isAfter(now);
        }

        Optional<TokenKey> signing(Instant now) {
            return keys.stream().filter(key -> key.signsAt(now)).reduce((earlier, later) -> later);
        }
    }

    /**
     * The key that signs now. While the store is away the last reading goes on for as long as no key that it does not know can have begun
     * to sign.
     */
    synchronized ECKey signing() {
        Instant now = clock.instant();
        try {
            readIfDue(now);
        } catch (DataAccessException | TransactionException storeAway) {
            if (!last.isWithin(properties.keyLead(), now) || last.signing(now).isEmpty()) {
                throw storeAway;
            }
        }
        return last.signing(now)
                .map(TokenKey::key)
                .orElseThrow(() -> new IllegalStateException("no key for tokens signs, though one was just made"));
    }

    /** The public halves of all keys, those that do not sign yet or no longer among them. */
    synchronized JWKSet published() {
        readIfDue(clock.instant());
        return new JWKSet(
                last.keys.stream().map(key -> (JWK) key.key().toPublicJWK()).toList());
    }

    private void readIfDue(Instant now) {
        if (last.isWithin(MAX_AGE, now)) {
            return;
        }
        if (lastFailure != null && lastFailedAt.plus(RETRY_INTERVAL).isAfter(now)) {
            throw lastFailure;
        }
        try {
            last = read(now);
            lastFailure = null;
        } catch (DataAccessException | TransactionException e) {
            lastFailure = e;
            lastFailedAt = now;
            throw e;
        }
    }

    private Reading read(Instant now) {
        Reading read = new Reading(repository.findAll(), now);
        if (read.signing(now).isPresent()) {
            return read;
        }
        rotation.runInTurn();
        return new Reading(repository.findAll(), now);
    }
}
