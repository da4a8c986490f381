package live.devhooks.realtime;

import java.time.InstantSource;
import live.devhooks.migrations.DatabaseConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The whole module: what a process imports to be a realtime node. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
@ComponentScan
@ConfigurationPropertiesScan
@PropertySource("classpath:realtime.properties")
public class RealtimeConfiguration {

    @Bean
    InstantSource realtimeClock() {
        return InstantSource.system();
    }
}
