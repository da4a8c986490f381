package live.devhooks.realtime;

import java.time.InstantSource;
import live.devhooks.fanout.FanOutConfiguration;
import live.devhooks.migrations.DatabaseConfiguration;
import live.devhooks.tracing.TracingConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The whole module: what a process imports to be a realtime node. */
@Configuration(proxyBeanMethods = false)
@Import({DatabaseConfiguration.class, FanOutConfiguration.class, TracingConfiguration.class})
// Not the application class beside it, which is for the module as a process of its own.
@ComponentScan(excludeFilters = @Filter(SpringBootConfiguration.class))
@ConfigurationPropertiesScan
@PropertySource("classpath:realtime.properties")
public class RealtimeConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }
}
