package live.devhooks.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Brings a PostgreSQL along where none was named, before anything asks for it, and stops it after everything that used it. */
final class OwnDatabase implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String URL = "devhooks.database.url";
    private static final String PREFIX = "devhooks";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (environment.containsProperty(URL)) {
            return;
        }
        OwnDatabaseProperties properties = Binder.get(environment).bindOrCreate(PREFIX, OwnDatabaseProperties.class);
        PostgresProcess postgres =
                PostgresProcess.start(Path.of(properties.data()).toAbsolutePath());
        SpringApplication.getShutdownHandlers().add(postgres::close);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "own database",
                        Map.of(
                                URL,
                                postgres.jdbcUrl(),
                                "devhooks.database.username",
                                PostgresProcess.LOGIN,
                                "devhooks.database.password",
                                postgres.password())));
    }
}
