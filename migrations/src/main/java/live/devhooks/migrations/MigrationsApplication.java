package live.devhooks.migrations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings the schema up to date and ends: with 0 when that is done, with 1 where it cannot be. For deployments in which no process that serves
 * somebody owns the tables. It may run beside processes of the version before, and twice at once.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, MigrationsProperties.class})
public class MigrationsApplication {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationsApplication.class);

    /** The schema, once it is up to date. */
    record Migrated(int migrations) {}

    @Bean
    Migrated migrated(DatabaseProperties database, MigrationsProperties properties) {
        return new Migrated(Database.migrate(database, properties.databaseWait()));
    }

    /** Runs it with the arguments of a Spring Boot application. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplicationBuilder(MigrationsApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=devhooks-migrations",
                        "spring.main.banner-mode=off",
                        "logging.structured.format.console=ecs")
                .build();
        try (var context = application.run(arguments)) {
            LOG.info(
                    "the schema is up to date: {} migrations were run",
                    context.getBean(Migrated.class).migrations());
        }
    }
}
