package live.devhooks.api.accounts;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.devhooks.api.accounts.Users.Candidate;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.tenancy.Tenancy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves accounts to other plans, as the operator wants. */
@Component
public class AccountPlans {

    private static final String OPERATOR = "operator";

    /** Most users of one email. */
    private static final int MAX_USERS = 100;

    private final EntityManager entities;
    private final Users users;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    AccountPlans(EntityManager entities, Users users, PlatformTransactionManager transactions, AuditLog audit) {
        this.entities = entities;
        this.users = users;
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
    }

    /**
     * Moves the account of whoever has {@code email}: of those who have proved that it is theirs, or, where nobody has, of all who say so.
     *
     * @return the accounts as they are now; none where nobody has this email
     */
    public List<Account> move(String email, String plan) {
        List<Candidate> all = users.ofEmail(email, MAX_USERS);
        List<Candidate> proved = all.stream().filter(this::hasProvedIt).toList();
        return (proved.isEmpty() ? all : proved)
                .stream().flatMap(user -> move(user, plan).stream()).toList();
    }

    private boolean hasProvedIt(Candidate user) {
        return Tenancy.as(
                user.accountId(),
                () -> Objects.requireNonNull(transaction.execute(
                        status -> Optional.ofNullable(entities.find(UserEntity.class, user.userId()))
                                .map(found -> found.emailProvedAt)
                                .isPresent())));
    }

    private Optional<Account> move(Candidate user, String plan) {
        return Tenancy.as(
                user.accountId(), () -> Objects.requireNonNull(transaction.execute(status -> moved(user, plan))));
    }

    /** Empty where the account was deleted meanwhile. */
    private Optional<Account> moved(Candidate user, String plan) {
        AccountEntity account = entities.find(AccountEntity.class, user.accountId());
        UserEntity entity = entities.find(UserEntity.class, user.userId());
        if (account == null || entity == null) {
            return Optional.empty();
        }
        if (!account.plan.equals(plan)) {
            account.plan = plan;
            audit.record(OPERATOR, "account.plan-changed", plan);
        }
        return Optional.of(new Account(account.id, entity.email, account.name, plan));
    }
}
