package live.devhooks.standalone;

import live.devhooks.api.ApiConfiguration;
import live.devhooks.realtime.RealtimeConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Everything in one process. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ApiConfiguration.class, RealtimeConfiguration.class})
public class StandaloneApplication {

    /**
     * Starts it on the PostgreSQL of {@code --devhooks.database.url}, or on one of its own, whose data is in {@code --devhooks.data}.
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.addListeners(new OwnDatabase(), new ReadyMessage());
        application.run(args);
    }
}
