package live.devhooks.api.tenancy;

import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Begins transactions that the database holds to the account of {@link Tenancy}. JPA and plain SQL both pass through here, since they
 * share the transaction's connection; the setting ends with the transaction, so that no pooled connection carries it on.
 */
final class TenantTransactionManager extends JpaTransactionManager {

    private final transient JdbcTemplate jdbc;

    TenantTransactionManager(EntityManagerFactory entities, DataSource dataSource) {
        super(entities);
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        Tenancy.current().ifPresent(account -> {
            try {
                Objects.requireNonNull(jdbc.queryForObject(Database.SET_ACCOUNT, String.class, account.toString()));
            } catch (RuntimeException refused) {
                doCleanupAfterCompletion(transaction);
                throw refused;
            }
        });
    }
}
