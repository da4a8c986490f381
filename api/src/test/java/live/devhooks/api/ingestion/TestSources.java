package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.fanout.TestFanOut;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.TestSource;
import live.devhooks.protocol.EventBody;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sources for tests of the event path, made as the superuser. */
final class TestSources {

    /** Days as they are counted by default. */
    static final UsageDays DAYS = new UsageDays(ZoneOffset.UTC);

    /** More than a test sends in a second, unless it says otherwise. */
    private static final int BURST = 1_000_000;

    private final JdbcClient superuser;

    TestSources(JdbcClient superuser) {
        this.superuser = superuser;
    }

    /** As nodes have it that announce by NOTIFY. */
    static EventStore store(Database database) {
        return store(database, WakeUpSender.of(TestFanOut.postgres(), "test"));
    }

    static EventStore store(Database database, WakeUpSender sender) {
        return new EventStore(database, new EventPartitions(database), DAYS, sender);
    }

    IngestSource create() {
        return create(BURST);
    }

    IngestSource create(int burst) {
        TestSource source = TestSource.create(superuser);
        return new IngestSource(
                source.id(),
                source.account(),
                "free",
                false,
                Optional.empty(),
                Optional.empty(),
                burst,
                Optional.empty());
    }

    static IncomingEvent event(IngestSource source, String body) {
        return event(source, "webhook", body);
    }

    /** One that is like no other. */
    static IncomingEvent event(IngestSource source, String type, String body) {
        return event(source, type, body, new EventKey(UUID.randomUUID(), Duration.ofMinutes(1)), Instant.now());
    }

    static IncomingEvent event(IngestSource source, String type, String body, EventKey key, Instant arrivedAt) {
        return new IncomingEvent(
                source,
                Optional.empty(),
                type,
                "{}",
                "application/json",
                new Sender("196.201.214.200", "user-agent: a test\n"),
                new EventBody(EventBody.Form.JSON, body.getBytes(UTF_8)),
                key,
                arrivedAt,
                false);
    }

    /** The same event, which its sender was told is taken. */
    static IncomingEvent promised(IncomingEvent event) {
        return new IncomingEvent(
                event.source(),
                event.session(),
                event.type(),
                event.reading(),
                event.contentType(),
                event.sender(),
                event.body(),
                event.key(),
                event.arrivedAt(),
                true);
    }

    /** One that waits, of a source that is not there, whose body is {@code number}. */
    static WaitingEvent waitingEvent(long source, int number) {
        return WaitingEvent.of(
                event(IngestSource.ofTakenEvent(source, new UUID(0, source), 1), Integer.toString(number)));
    }

    /** So many events of one source. */
    static List<WaitingEvent> offer(WaitingEvents waiting, int count) {
        List<WaitingEvent> events = IntStream.range(0, count)
                .mapToObj(number -> waitingEvent(1, number))
                .toList();
        events.forEach(waiting::offer);
        return events;
    }
}
