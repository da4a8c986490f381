package live.devhooks.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What the journeys in one JVM share: one standalone node, on a database of its own, for all of them. */
@SpringBootTest(classes = StandaloneApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            // Into the file of which ./devhooks test looks whether it holds secrets.
            "logging.level.root=INFO",
            "logging.level.live.devhooks=DEBUG",
            // So that many tests can sign up.
            "devhooks.accounts.hash-strength=4",
            // All tests come from one address.
            "devhooks.accounts.sign-ups-per-address=100000/1h",
            "devhooks.accounts.sign-ins-per-address=100000/1h",
            "devhooks.accounts.sign-in-tries-per-address=100000/1h",
            "management.server.port=0",
            // So that many webhooks can be taken in, and few where a test says so.
            "devhooks.plans.free.daily-events=1000000",
            "devhooks.plans.tiny.daily-events=3",
            // So that limits can be reached.
            "devhooks.consumers.max-of-source=3",
            "devhooks.access.max-account-connections=10",
            "devhooks.stomp.max-frames-per-second=200",
            "devhooks.stomp.stall-timeout=2s"
        })
abstract class Journey {

    private static final DatabaseProperties DATABASE = TestPostgres.freshDatabase();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory("devhooks");
        registry.add("devhooks.data", data::toString);
        registry.add("devhooks.database.url", DATABASE::url);
        registry.add("devhooks.database.username", DATABASE::username);
        registry.add("devhooks.database.password", DATABASE::password);
    }

    /** As one who may do everything. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection(DATABASE.url(), DATABASE.username(), DATABASE.password());
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    URI stomp() {
        return URI.create("ws://localhost:" + port + "/stomp");
    }
}
