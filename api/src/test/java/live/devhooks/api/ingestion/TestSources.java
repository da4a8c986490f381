package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.migrations.TestSource;
import live.devhooks.protocol.EventBody;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sources for tests of the event path, made as the superuser. */
final class TestSources {

    /** Days as they are counted by default. */
    static final UsageDays DAYS = new UsageDays(ZoneOffset.UTC);

    private final JdbcClient superuser;

    TestSources(JdbcClient superuser) {
        this.superuser = superuser;
    }

    IngestSource create() {
        TestSource source = TestSource.create(superuser);
        return new IngestSource(
                source.id(), source.account(), "free", false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static IncomingEvent event(IngestSource source, String body) {
        return event(source, "webhook", body);
    }

    static IncomingEvent event(IngestSource source, String type, String body) {
        return new IncomingEvent(
                source,
                Optional.empty(),
                type,
                "{}",
                "application/json",
                new EventBody(EventBody.Form.JSON, body.getBytes(UTF_8)),
                Instant.now());
    }
}
