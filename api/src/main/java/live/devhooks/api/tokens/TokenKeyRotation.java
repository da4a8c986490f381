package live.devhooks.api.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import live.devhooks.api.housekeeping.Chore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the next key before its turn, and deletes those whose tokens have all run out. Where no key signs, be it a new installation or
 * one whose operator deleted the keys, it makes one that does so at once. One node at a time does this, and twice is as good as once.
 */
@Component
class TokenKeyRotation implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeyRotation.class);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Of the advisory lock; any number that nobody else on the database uses. */
    private static final long LOCK = 0x746f6b656e6b6579L;

    private final TokenKeyRepository repository;
    private final TokenProperties properties;
    private final InstantSource clock;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    TokenKeyRotation(
            TokenKeyRepository repository,
            TokenProperties properties,
            InstantSource clock,
            DataSource dataSource,
            PlatformTransactionManager transactionManager) {
        this.repository = repository;
        this.properties = properties;
        this.clock = clock;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(transactionManager);
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    /** Does what is due, unless another node is at it. */
    @Override
    public void run() {
        transactions.executeWithoutResult(status -> {
            if (jdbc.sql("select pg_try_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query(Boolean.class)
                    .single()) {
                rotate(clock.instant());
            }
        });
    }

    /** Does what is due, after another node that is at it: afterwards there is a key that signs. */
    void runInTurn() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select true from pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query(Boolean.class)
                    .single();
            rotate(clock.instant());
        });
    }

    private void rotate(Instant now) {
        List<TokenKey> keys = repository.findAll();
        if (keys.stream().noneMatch(key -> key.signsAt(now))) {
            make(now, now);
            return;
        }
        Instant turn = keys.get(keys.size() - 1).signsFrom().plus(properties.keyLife());
        Instant soonest = now.plus(properties.keyLead());
        if (!turn.isAfter(soonest)) {
            make(soonest, now);
        }
        deleteOld(keys, now);
    }

    private void make(Instant signsFrom, Instant now) {
        TokenKey made = TokenKey.random(signsFrom);
        repository.insert(made, now);
        LOG.info("made the key {} for tokens, which signs from {}", made.id(), signsFrom);
    }

    private void deleteOld(List<TokenKey> keys, Instant now) {
        IntStream.range(0, keys.size() - 1)
                .filter(index -> keys.get(index + 1).signsAt(now.minus(properties.keptAfterSigning())))
                .mapToObj(keys::get)
                .forEach(old -> {
                    repository.delete(old);
                    LOG.info("deleted the key {} for tokens, all of which have run out", old.id());
                });
    }
}
