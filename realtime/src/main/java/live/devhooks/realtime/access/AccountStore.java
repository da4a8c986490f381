package live.devhooks.realtime.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store as one account at a time, or as a few where events are read: row-level security shows their rows only, whatever a statement says. */
public class AccountStore {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;

    /** Works as the role that reads streams. */
    public AccountStore(Database database) {
        DataSource stream = database.as(DatabaseRole.STREAM);
        this.named = new NamedParameterJdbcTemplate(stream);
        this.jdbc = JdbcClient.create(named);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(stream));
    }

    /** Does {@code work} for {@code account} in a transaction of its own. */
    public <T> T as(UUID account, Function<JdbcClient, T> work) {
        return as(Database.SET_ACCOUNT, account.toString(), work);
    }

    /** Does {@code work} for those {@code accounts} whose streams are read, and for nobody else, in a transaction of its own. */
    public <T> T as(Set<UUID> accounts, Function<JdbcClient, T> work) {
        return as(Database.SET_ACCOUNTS, list(accounts), work);
    }

    private <T> T as(String setting, String who, Function<JdbcClient, T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(setting).param(who).query(String.class).single();
            return work.apply(jdbc);
        }));
    }

    /**
     * Reads the events of {@code accounts}, and of nobody else, by {@code select}, which begins with {@link Database#AS_ACCOUNTS}, with its other named
     * {@code parameters}: in one round trip.
     */
    public void read(
            Set<UUID> accounts, String select, Map<String, @Nullable Object> parameters, RowCallbackHandler rows) {
        Map<String, @Nullable Object> all = new HashMap<>(parameters);
        all.put("accounts_read", list(accounts));
        named.query(select, all, rows);
    }

    private static String list(Set<UUID> accounts) {
        return accounts.stream().map(UUID::toString).collect(Collectors.joining(","));
    }
}
