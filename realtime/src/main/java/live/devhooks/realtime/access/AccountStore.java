package live.devhooks.realtime.access;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store as one account at a time: row-level security shows its rows only, whatever a statement says. */
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
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(Database.SET_ACCOUNT)
                    .param(account.toString())
                    .query(String.class)
                    .single();
            return work.apply(jdbc);
        }));
    }
}
