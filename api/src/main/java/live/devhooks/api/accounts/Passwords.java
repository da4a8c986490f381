package live.devhooks.api.accounts;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords and compares them, a few at a time. */
@Component
class Passwords {

    private final PasswordEncoder encoder;
    private final AccountProperties properties;
    private final Semaphore turns;
    private final String hashOfNobody;

    Passwords(PasswordEncoder encoder, AccountProperties properties) {
        this.encoder = encoder;
        this.properties = properties;
        this.turns = new Semaphore(properties.concurrentHashes(), true);
        this.hashOfNobody = hash(UUID.randomUUID().toString());
    }

    String hash(String password) {
        return inTurn(() -> Objects.requireNonNull(encoder.encode(password)));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    /** Another hash, where {@code hash} of the same password was made by less work than is asked for now. */
    Optional<String> stronger(String password, String hash) {
        return encoder.upgradeEncoding(hash) ? Optional.of(hash(password)) : Optional.empty();
    }

    /** Does the work of {@link #matches} where there is nothing to compare with, so that nobody can tell by the time that it takes. */
    void matchNobody(String password) {
        matches(password, hashOfNobody);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (turns.getQueueLength() >= properties.waitingHashes()
                    || !turns.tryAcquire(properties.hashWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(ProblemType.OVERLOADED, "Too many people sign in at the moment; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.OVERLOADED, "This node stops; try again");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
