package live.devhooks.api.accounts;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tenants: signing up and signing in. */
@Component
class Accounts {

    private static final String FIRST_PLAN = "free";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final InstantSource clock;

    Accounts(
            EntityManager entities,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Passwords passwords,
            InstantSource clock) {
        this.entities = entities;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.clock = clock;
    }

    /** An account and the user of it who signed in. */
    record Entry(Account account, SignedIn signedIn) {}

    /** Makes an account with its first user. */
    Entry signUp(String email, String password, String name) {
        if (find(email).isPresent()) {
            throw emailTaken();
        }
        SignedIn signedIn = new SignedIn(UUID.randomUUID(), UUID.randomUUID());
        String hash = passwords.hash(password);
        try {
            return Tenancy.as(signedIn.accountId(), () -> inTransaction(() -> create(signedIn, email, hash, name)));
        } catch (ConstraintViolationException taken) {
            throw emailTaken();
        }
    }

    /** Opens the account of whoever has this email and this password; empty where nobody has, after the same amount of work. */
    Optional<Entry> signIn(String email, String password) {
        Optional<Candidate> candidate = find(email);
        if (candidate.isEmpty()) {
            passwords.matchNobody(password);
        }
        return candidate
                .filter(user -> passwords.matches(password, user.passwordHash()))
                .map(user -> entry(new SignedIn(user.accountId(), user.userId())));
    }

    private Optional<Candidate> find(String email) {
        return jdbc.sql("select user_id, account_id, password_hash from user_of_email(?)")
                .param(email)
                .query(Candidate.class)
                .optional();
    }

    private static ProblemException emailTaken() {
        return new ProblemException(ProblemType.EMAIL_TAKEN, "Sign in instead, or use another email");
    }

    private record Candidate(UUID userId, UUID accountId, String passwordHash) {}

    private Entry create(SignedIn signedIn, String email, String hash, String name) {
        Instant now = clock.instant();
        AccountEntity account = new AccountEntity(signedIn.accountId(), name, FIRST_PLAN, now);
        UserEntity user = new UserEntity(signedIn.userId(), signedIn.accountId(), email, hash, now);
        entities.persist(account);
        entities.persist(user);
        entities.flush();
        return new Entry(account(account, user), signedIn);
    }

    private Entry entry(SignedIn signedIn) {
        return Tenancy.as(
                signedIn.accountId(),
                () -> inTransaction(() -> new Entry(
                        account(
                                entities.getReference(AccountEntity.class, signedIn.accountId()),
                                entities.getReference(UserEntity.class, signedIn.userId())),
                        signedIn)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static Account account(AccountEntity account, UserEntity user) {
        return new Account(account.id, user.email, account.name, account.plan);
    }
}
