package live.devhooks.api.accounts;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.mail.Mail;
import live.devhooks.api.mail.Mails;
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
 * time that it takes.
 */
@Component
class Accounts {

    private static final String FIRST_PLAN = "free";

    private static final String KNOWN_ADDRESS = """
            Somebody, probably you, has signed up with this address, with which there is an account already.

            The new account is another one. To use the one that you have, sign in with its password; if you have forgotten that, ask for a new
            one.

            If it was not you, nothing needs to be done.
            """;

    private final EntityManager entities;
    private final Users users;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final Mails mails;
    private final AuditLog audit;
    private final InstantSource clock;

    Accounts(
            EntityManager entities,
            Users users,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Passwords passwords,
            Mails mails,
            AuditLog audit,
            InstantSource clock) {
        this.entities = entities;
        this.users = users;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.mails = mails;
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
        List<Users.Candidate> candidates = users.ofEmail(email);
        Optional<Users.Candidate> known = users.match(candidates, password);
        String hash = passwords.hash(password);
        return known.map(user -> open(user, password)).orElseGet(() -> {
            if (!candidates.isEmpty()) {
                mails.soon(() -> Stream.of(new Mail(email, "A new account for Devhooks Sync", KNOWN_ADDRESS)));
            }
            SignedIn signedIn = new SignedIn(UUID.randomUUID(), UUID.randomUUID(), email);
            return Tenancy.as(signedIn.accountId(), () -> inTransaction(() -> create(signedIn, hash, name)));
        });
    }

    /** Opens the account of whoever has this email and this password; empty where nobody has. */
    Optional<Entry> signIn(String email, String password) {
        return users.match(users.ofEmail(email), password).map(user -> open(user, password));
    }

    /** The account of whoever asks. */
    Account get() {
        return inTransaction(() -> account(accountEntity(), userEntity()));
    }

    /** Gives the account another name, where there is one. */
    Account rename(@Nullable String name) {
        return inTransaction(() -> {
            if (name != null) {
                rename(accountEntity(), name);
            }
            return account(accountEntity(), userEntity());
        });
    }

    private void rename(AccountEntity account, String name) {
        if (!account.name.equals(name)) {
            account.name = name;
            audit.record("account.renamed", name);
        }
    }

    /** Notes that whoever makes the request signs out. */
    void noteSignOut(boolean everywhere) {
        inTransaction(() -> {
            audit.record("account.signed-out", everywhere ? "everywhere" : null);
            return true;
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
            if (!users.replaceHash(user.id, user.passwordHash, hash)) {
                throw new ProblemException(ProblemType.INVALID_CREDENTIALS, "The password was changed meanwhile");
            }
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
            UUID account = Tenancy.required();
            // The sources first, as whoever appends an event locks its source and then, for the day's count, the
            // account.
            jdbc.sql("delete from source where account_id = ?").param(account).update();
            if (jdbc.sql("delete from account where id = ?").param(account).update() == 0) {
                throw gone();
            }
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

    private Entry open(Users.Candidate candidate, String password) {
        SignedIn signedIn = new SignedIn(candidate.accountId(), candidate.userId(), candidate.email());
        Optional<String> stronger = passwords.stronger(password, candidate.passwordHash());
        return Tenancy.as(
                signedIn.accountId(),
                () -> inTransaction(() -> {
                    // Nothing to do where it was changed meanwhile.
                    stronger.ifPresent(hash -> users.replaceHash(candidate.userId(), candidate.passwordHash(), hash));
                    audit.record(signedIn.email(), "account.signed-in", null);
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
