package live.devhooks.api;

import java.time.InstantSource;
import live.devhooks.migrations.DatabaseConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The whole module: what a process imports to be an api node. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
@ComponentScan
@ConfigurationPropertiesScan
@EntityScan(basePackageClasses = ApiConfiguration.class)
@PropertySource("classpath:api.properties")
@EnableJpaRepositories(basePackageClasses = ApiConfiguration.class)
public class ApiConfiguration {

    @Bean
    InstantSource apiClock() {
        return InstantSource.system();
    }
}
