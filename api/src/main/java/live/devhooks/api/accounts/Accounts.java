package live.devhooks.api.accounts;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tenants: signing up and signing in. An email belongs to whoever proves it, so that several users may have one; whichever of them
 * the password fits is meant. So nobody learns by signing up or in whether an address is known, neither from the answer nor from the
 * time that it takes: the password is always compared {@value #MAX_CANDIDATES} times.
 */
@Component
class Accounts {

    /** Most users of one email that a password is compared with: those who proved it first, then the newest. */
    static final int MAX_CANDIDATES = 3;

    private static final String FIRST_PLAN = "free";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final AuditLog audit;
    private final InstantSource clock;

    Accounts(
            EntityManager entities,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Passwords passwords,
            AuditLog audit,
            InstantSource clock) {
        this.entities = entities;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** An account and the user of it who signed in. */
    record Entry(Account account, SignedIn signedIn) {}

    /**
     * Makes an account with its first user; or opens the one that this email and this password have already, so that to sign up once
     * more, because an answer was lost or an account forgotten, does not make a second one.
     */
    Entry signUp(String email, String password, @Nullable String name) {
        Optional<Candidate> known = match(email, password);
        String hash = passwords.hash(password);
        return known.map(user -> open(user, email)).orElseGet(() -> {
            SignedIn signedIn = new SignedIn(UUID.randomUUID(), UUID.randomUUID(), email);
            return Tenancy.as(signedIn.accountId(), () -> inTransaction(() -> create(signedIn, hash, name)));
        });
    }

    /** Opens the account of whoever has this email and this password; empty where nobody has. */
    Optional<Entry> signIn(String email, String password) {
        return match(email, password).map(user -> open(user, email));
    }

    /** The account of whoever asks. */
    Account get() {
        return inTransaction(() -> account(accountEntity(), userEntity()));
    }

    /** Gives the account another name, where there is one. */
    Account rename(@Nullable String name) {
        return inTransaction(() -> {
            if (name != null) {
                accountEntity().name = name;
                audit.record("account.renamed", name);
            }
            return account(accountEntity(), userEntity());
        });
    }

    /** Sets a new password; a problem {@code invalid-credentials} where {@code current} is not the old one. */
    Entry changePassword(String current, String password, @Nullable String name) {
        UserEntity user = inTransaction(this::userEntity);
        if (!passwords.matches(current, user.passwordHash)) {
            throw new ProblemException(ProblemType.INVALID_CREDENTIALS, "currentPassword is not the current password");
        }
        String hash = passwords.hash(password);
        return inTransaction(() -> {
            userEntity().passwordHash = hash;
            audit.record("account.password-changed", null);
            return new Entry(rename(name), new SignedIn(user.accountId, user.id, user.email));
        });
    }

    /** The users of the account. */
    List<UUID> userIds() {
        return inTransaction(() -> jdbc.sql("select id from app_user where account_id = ?")
                .param(Tenancy.required())
                .query(UUID.class)
                .list());
    }

    /** Deletes the account with all that is of it; its events, which nobody can see any more, go soon after. */
    void delete() {
        inTransaction(() -> {
            entities.remove(accountEntity());
            entities.flush();
            return true;
        });
    }

    private AccountEntity accountEntity() {
        return Optional.ofNullable(entities.find(AccountEntity.class, Tenancy.required()))
                .orElseThrow(Accounts::gone);
    }

    /** The account's user: there is one for each, so far. */
    private UserEntity userEntity() {
        return entities.createQuery(
                        "select u from UserEntity u where u.accountId = :account order by u.createdAt",
                        UserEntity.class)
                .setParameter("account", Tenancy.required())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElseThrow(Accounts::gone);
    }

    private static ProblemException gone() {
        return new ProblemException(ProblemType.NOT_AUTHENTICATED, "The account has been deleted");
    }

    /** The user whom the password fits; the same amount of work whether there are any candidates or not. */
    private Optional<Candidate> match(String email, String password) {
        List<Candidate> candidates = jdbc.sql("select user_id, account_id, password_hash from users_of_email(?, ?)")
                .param(email)
                .param(MAX_CANDIDATES)
                .query(Candidate.class)
                .list();
        for (Candidate candidate : candidates) {
            if (passwords.matches(password, candidate.passwordHash())) {
                return Optional.of(candidate);
            }
        }
        for (int missing = candidates.size(); missing < MAX_CANDIDATES; missing++) {
            passwords.matchNobody(password);
        }
        return Optional.empty();
    }

    private record Candidate(UUID userId, UUID accountId, String passwordHash) {}

    private Entry create(SignedIn signedIn, String hash, @Nullable String name) {
        Instant now = clock.instant();
        String email = signedIn.email();
        AccountEntity account =
                new AccountEntity(signedIn.accountId(), name == null ? localPart(email) : name, FIRST_PLAN, now);
        UserEntity user = new UserEntity(signedIn.userId(), signedIn.accountId(), email, hash, now);
        entities.persist(account);
        entities.persist(user);
        entities.flush();
        audit.record(email, "account.created", null);
        return new Entry(account(account, user), signedIn);
    }

    private Entry open(Candidate candidate, String email) {
        SignedIn signedIn = new SignedIn(candidate.accountId(), candidate.userId(), email);
        return Tenancy.as(
                signedIn.accountId(),
                () -> inTransaction(() -> {
                    audit.record(email, "account.signed-in", null);
                    return new Entry(
                            account(accountEntity(), entities.find(UserEntity.class, signedIn.userId())), signedIn);
                }));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static Account account(AccountEntity account, UserEntity user) {
        return new Account(account.id, user.email, account.name, account.plan);
    }

    private static String localPart(String email) {
        String local = email.substring(0, email.indexOf('@'));
        return local.length() > 100 ? local.substring(0, 100) : local;
    }
}
