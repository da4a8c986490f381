package live.devhooks.api.accounts;

import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.addresses.PublicAddresses;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.mail.Mail;
import live.devhooks.api.mail.Mails;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Links that set a new password: good once and for a while, kept as hashes, and proof of the address that they were sent to. */
@Component
class PasswordResets {

    /** Most users of one email that are sent a link each. */
    private static final int MAX_USERS = 10;

    private static final List<String> REVOKED_AT_PROOF = List.of(
            "delete from account_key where account_id = ?",
            "delete from source_secret where account_id = ?",
            "delete from session_secret where account_id = ?");

    /** The console's page; what stands after the # goes into no server's or proxy's log. */
    private static final String PAGE = "/password-reset#";

    private static final String FIRST_PROOF = """

            This also proves that the address is yours, for the first time: whatever keys and secrets the account has are revoked then, since
            somebody else may have signed up with your address. Make new ones.
            """;

    private final EntityManager entities;
    private final Users users;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final Mails mails;
    private final AuditLog audit;
    private final PublicAddresses addresses;
    private final AccountProperties properties;
    private final InstantSource clock;

    PasswordResets(
            EntityManager entities,
            Users users,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Passwords passwords,
            Mails mails,
            AuditLog audit,
            PublicAddresses addresses,
            AccountProperties properties,
            InstantSource clock) {
        this.entities = entities;
        this.users = users;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.addresses = addresses;
        this.properties = properties;
        this.clock = clock;
    }

    /** A user and their account. */
    record UserKey(UUID userId, UUID accountId) {}

    /** Has a link mailed to each user of {@code email}; nothing shows whether there is one. */
    void ask(String email) {
        boolean taken = mails.soon(() -> users.ofEmail(email, MAX_USERS).stream()
                .map(user -> new UserKey(user.userId(), user.accountId()))
                .map(user -> Tenancy.as(user.accountId, () -> mail(user))));
        if (!taken) {
            throw new ProblemException(ProblemType.OVERLOADED, "Too many mails wait at the moment; try again");
        }
    }

    private Mail mail(UserKey user) {
        Secret token = Secret.random(Secret.Kind.PASSWORD_RESET);
        return Objects.requireNonNull(transaction.execute(status -> {
            store(user, token);
            UserEntity entity = entities.find(UserEntity.class, user.userId);
            AccountEntity account = entities.find(AccountEntity.class, user.accountId);
            return new Mail(entity.email, "Your new password for Devhooks Sync", text(entity, account, token));
        }));
    }

    private void store(UserKey user, Secret token) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into password_reset (id, account_id, user_id, hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(UUID.randomUUID())
                .param(user.accountId)
                .param(user.userId)
                .param(token.hash())
                .param(Timestamp.from(now))
                .param(Timestamp.from(now.plus(properties.resetLifetime())))
                .update();
    }

    private String text(UserEntity user, AccountEntity account, Secret token) {
        return """
                Somebody, probably you, wants a new password for the account "%s".

                To set it, open this page within %d minutes; it works once:
                %s
                %s
                If it was not you, nothing needs to be done.
                """.formatted(
                        account.name,
                        properties.resetLifetime().toMinutes(),
                        addresses.mailed(PAGE + token.value()),
                        user.emailProvedAt == null ? FIRST_PROOF : "");
    }

    /** Sets the password of whoever {@code token} was sent to, and says who that is; empty where it is none, was used or has run out. */
    Optional<UserKey> use(Secret token, String password) {
        if (token.kind().filter(Secret.Kind.PASSWORD_RESET::equals).isEmpty()) {
            return Optional.empty();
        }
        return find(token).flatMap(user -> {
            String hash = passwords.hash(password);
            return Tenancy.as(
                    user.accountId,
                    () -> Objects.requireNonNull(transaction.execute(status -> set(user, token, hash))));
        });
    }

    private Optional<UserKey> find(Secret token) {
        return jdbc.sql("select user_id, account_id from user_of_password_reset(?)")
                .param(token.hash())
                .query(UserKey.class)
                .optional();
    }

    /** Whoever deletes it uses it: two at once cannot. */
    private Optional<UserKey> set(UserKey user, Secret token, String hash) {
        int used = jdbc.sql("delete from password_reset where account_id = ? and hash = ?")
                .param(user.accountId)
                .param(token.hash())
                .update();
        if (used == 0) {
            return Optional.empty();
        }
        jdbc.sql("delete from password_reset where account_id = ? and user_id = ?")
                .param(user.accountId)
                .param(user.userId)
                .update();
        String email = jdbc.sql("update app_user set password_hash = ? where account_id = ? and id = ? returning email")
                .param(hash)
                .param(user.accountId)
                .param(user.userId)
                .query(String.class)
                .single();
        audit.record(email, "account.password-reset", null);
        return Optional.of(user);
    }

    /**
     * Notes that the address is the user's. The first time, what the account has given out is revoked: until then it may have been that of
     * somebody who signed up with another's address. To be called when that one's sign-ins have ended, by which more could be made.
     */
    void prove(UserKey user) {
        Tenancy.as(
                user.accountId,
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    Optional<String> email = noteProof(user);
                    email.ifPresent(proved -> {
                        REVOKED_AT_PROOF.forEach(
                                sql -> jdbc.sql(sql).param(user.accountId).update());
                        audit.record(proved, "account.email-proved", null);
                    });
                    return email;
                })));
    }

    /** The address, where it was not proved before. */
    private Optional<String> noteProof(UserKey user) {
        return jdbc.sql("""
                        update app_user set email_proved_at = ?
                        where account_id = ? and id = ? and email_proved_at is null
                        returning email
                        """)
                .param(Timestamp.from(clock.instant()))
                .param(user.accountId)
                .param(user.userId)
                .query(String.class)
                .optional();
    }
}
