package live.devhooks.bench.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The server: {@value EmptyEndpoint#PATH} does nothing, {@value SavingEndpoint#PATH} saves an entity, {@value PaymentEndpoint#PATH} is what a shop
 * has whose pages poll. All are endpoints of Spring MVC on Jetty behind a wall of Spring Security like that of webhooks.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EmptyEndpoint.class, SavingEndpoint.class, PaymentEndpoint.class, Wall.class})
public class ComparisonApplication {

    /** As many as are best: with 10, which is the default, it is slower. */
    private static final int CONNECTIONS = 32;

    /** What stands in front of or beside an api node's webhooks and would slow this one, is left out. */
    private static final String LEFT_OUT = "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration,"
            + "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration,"
            + "org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration";

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(ComparisonApplication.class, args);
    }

    /** What it has to be told to work on this database. */
    public static List<String> arguments(String url, String user) {
        List<String> arguments = new ArrayList<>();
        Collections.addAll(
                arguments,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
                "--spring.jpa.hibernate.ddl-auto=create",
                "--spring.jpa.open-in-view=false",
                "--spring.autoconfigure.exclude=" + LEFT_OUT,
                "--springdoc.api-docs.enabled=false",
                "--server.shutdown=graceful");
        return arguments;
    }
}
