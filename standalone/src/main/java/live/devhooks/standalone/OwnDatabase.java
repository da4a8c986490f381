package live.devhooks.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Brings a PostgreSQL along where none was named, before anything asks for it, and stops it after everything that used it. */
final class OwnDatabase implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String URL = "devhooks.database.url";
    private static final String DATA = "devhooks.data";
    private static final String DEFAULT_DATA = ".devhooks/data";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (environment.containsProperty(URL)) {
            return;
        }
        Path data = Path.of(environment.getProperty(DATA, DEFAULT_DATA)).toAbsolutePath();
        PostgresProcess postgres = PostgresProcess.start(data);
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
