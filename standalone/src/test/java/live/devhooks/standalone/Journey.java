package live.devhooks.standalone;

import java.net.URI;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the journeys in one JVM share: one standalone node, on a database of its own, for all of them. */
@SpringBootTest(classes = StandaloneApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class Journey {

    private static final DatabaseProperties DATABASE = TestPostgres.freshDatabase();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        // Into the file of which ./devhooks test looks whether it holds secrets.
        registry.add("logging.level.root", () -> "INFO");
        registry.add("logging.level.live.devhooks", () -> "DEBUG");
        // So that many tests can sign up.
        registry.add("devhooks.accounts.hash-strength", () -> "4");
        // All tests come from one address.
        registry.add("devhooks.accounts.sign-ups-per-address", () -> "100000/1h");
        registry.add("devhooks.accounts.sign-ins-per-address", () -> "100000/1h");
        registry.add("management.server.port", () -> "0");
        registry.add("devhooks.plans.tiny.daily-events", () -> "3");
        registry.add("devhooks.database.url", DATABASE::url);
        registry.add("devhooks.database.username", DATABASE::username);
        registry.add("devhooks.database.password", DATABASE::password);
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    URI stomp() {
        return URI.create("ws://localhost:" + port + "/stomp");
    }
}
