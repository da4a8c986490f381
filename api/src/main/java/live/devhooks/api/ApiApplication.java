package live.devhooks.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** An api node as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
public class ApiApplication {

    /** Starts the node; {@code --devhooks.database.url} says where the store is. */
    public static void main(String[] args) {
        SpringApplication.run(ApiApplication.class, args);
    }
}
