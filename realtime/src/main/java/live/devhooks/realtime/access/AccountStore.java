package live.devhooks.realtime.access;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store as one account at a time, or as a few where events are read: row-level security shows their rows only, whatever a statement says. */
public class AccountStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /** Works as the role that reads streams. */
    public AccountStore(Database database) {
        DataSource stream = database.as(DatabaseRole.STREAM);
        this.jdbc = JdbcClient.create(stream);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(stream));
    }

    /** Does {@code work} for {@code account} in a transaction of its own. */
    public <T> T as(UUID account, Function<JdbcClient, T> work) {
        return as(Database.SET_ACCOUNT, account.toString(), work);
    }

    /** Reads the events of {@code accounts}, and of nobody else, in a transaction of its own. */
    public <T> T as(Set<UUID> accounts, Function<JdbcClient, T> work) {
        return as(Database.SET_ACCOUNTS, accounts.stream().map(UUID::toString).collect(Collectors.joining(",")), work);
    }

    private <T> T as(String setting, String who, Function<JdbcClient, T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(setting).param(who).query(String.class).single();
            return work.apply(jdbc);
        }));
    }
}
