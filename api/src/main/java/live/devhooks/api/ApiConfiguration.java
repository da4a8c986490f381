package live.devhooks.api;

import java.time.InstantSource;
import live.devhooks.fanout.FanOutConfiguration;
import live.devhooks.migrations.DatabaseConfiguration;
import live.devhooks.tracing.TracingConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The whole module: what a process imports to be an api node. */
@Configuration(proxyBeanMethods = false)
@Import({DatabaseConfiguration.class, FanOutConfiguration.class, TracingConfiguration.class})
// Not the application class beside it, which is for the module as a process of its own, nor what is for the management
// port.
@ComponentScan(excludeFilters = {@Filter(SpringBootConfiguration.class), @Filter(ManagementContextConfiguration.class)})
@ConfigurationPropertiesScan
@EntityScan(basePackageClasses = ApiConfiguration.class)
@PropertySource({"classpath:api.properties", "classpath:address-presets.properties"})
@EnableJpaRepositories(basePackageClasses = ApiConfiguration.class)
public class ApiConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }
}
