package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import live.devhooks.protocol.EventBody;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sources for tests of the event path, made as the superuser. */
final class TestSources {

    private static final AtomicLong IDS = new AtomicLong(1_000);

    private final JdbcClient superuser;

    TestSources(JdbcClient superuser) {
        this.superuser = superuser;
    }

    IngestSource create() {
        long id = IDS.incrementAndGet();
        UUID account = UUID.randomUUID();
        superuser
                .sql("insert into devhooks.account values (?, 'a', 'free', now())")
                .param(account)
                .update();
        superuser
                .sql("insert into devhooks.source values (?, ?, 'payment-flow', 'p', ?, false, now())")
                .params(id, account, "key" + id)
                .update();
        superuser
                .sql("insert into devhooks.source_position (source_id, account_id) values (?, ?)")
                .params(id, account)
                .update();
        return new IngestSource(id, account, false);
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
