package live.devhooks.api.tenancy;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    /** What JPA and plain SQL on tenants' data work with. Closed by {@link Database}. */
    @Bean(destroyMethod = "")
    @Primary
    DataSource dataSource(Database database) {
        return database.as(DatabaseRole.APP);
    }

    /** What Spring Session and the throttles work with: both are asked before an account is known. */
    @Bean(destroyMethod = "", defaultCandidate = false)
    @SpringSessionDataSource
    DataSource frontDataSource(Database database) {
        return database.as(DatabaseRole.FRONT);
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory entities, DataSource dataSource) {
        return new TenantTransactionManager(entities, dataSource);
    }

    /**
     * What Spring Session (which looks this up by its name) works with. Not the manager above: that asks who is signed in, which is
     * only known once the session has been read.
     */
    @Bean
    TransactionOperations springSessionTransactionOperations(@SpringSessionDataSource DataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }
}
