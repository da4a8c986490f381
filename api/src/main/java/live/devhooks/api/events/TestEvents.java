package live.devhooks.api.events;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.Source;
import live.devhooks.api.sources.Sources;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a source called back as Daraja would call it: by this node's own endpoint, with all that this checks, counts and writes. */
@Component
class TestEvents {

    private static final Logger LOG = LoggerFactory.getLogger(TestEvents.class);
    private static final int OK = 200;

    /** The newest events of a source among which the one that was just sent is looked for. */
    private static final int NEWEST = 50;

    private final Sources sources;
    private final OwnEndpoint endpoint;
    private final KeptEvents events;
    private final InstantSource clock;
    private final JsonMapper json;

    TestEvents(Sources sources, OwnEndpoint endpoint, KeptEvents events, InstantSource clock, JsonMapper json) {
        this.sources = sources;
        this.endpoint = endpoint;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A test event that was taken in.
     *
     * @param correlationId what tells its callback from all others
     * @param eventId the event that it became; absent where that is in no store yet
     * @param sent the callback
     * @param answer what its sender was answered
     */
    record Sent(String correlationId, @Nullable String eventId, JsonNode sent, JsonNode answer) {}

    /** Sends one; a problem, the one that the sender was answered, where it was refused. */
    Sent send(String slug, Scenario scenario, Optional<SessionName> session, int amount, String phone) {
        Source source = sources.get(slug);
        Instant now = clock.instant();
        TestCallback callback = scenario == Scenario.C2B
                ? TestCallback.ofC2bPayment(session, amount, phone, now)
                : TestCallback.ofStkPush(scenario, session, amount, phone, now);
        HttpResponse<String> answer = endpoint.post(source.ingestKey(), callback.segment(), callback.body());
        if (answer.statusCode() != OK) {
            throw refused(answer);
        }
        return new Sent(
                callback.id(),
                eventIfKnown(callback, source).map(EventId::toString).orElse(null),
                json.readTree(callback.body()),
                json.readTree(answer.body()));
    }

    /** The callback was taken, whether or not the store can say now what became of it. */
    private Optional<EventId> eventIfKnown(TestCallback callback, Source source) {
        try {
            return eventOf(callback, source);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the event of a test could not be looked up: {}", e.toString());
            return Optional.empty();
        }
    }

    /** By its id, which no other has. */
    private Optional<EventId> eventOf(TestCallback callback, Source source) {
        EventQuery any = new EventQuery(Optional.empty(), null, null, Optional.empty(), Edge.START, Edge.END, NEWEST);
        return events.newest(source, any, Edge.END, NEWEST).stream()
                .flatMap(lookedAt -> lookedAt.event().stream())
                .filter(event -> event.reading().contains(callback.id()))
                .findFirst()
                .map(event -> event.id());
    }

    private ProblemException refused(HttpResponse<String> answer) {
        JsonNode problem = json.readTree(answer.body());
        ProblemType type = type(problem.path("code").asString(""));
        String detail = type == ProblemType.ADDRESS_NOT_ALLOWED
                ? "The source's allowlist keeps out " + endpoint.caller()
                        + ", from where this node sends test events: add it to allowedAddresses for as long as you test"
                : problem.path("detail").asString(type.advice());
        return answer.headers()
                .firstValue(HttpHeaders.RETRY_AFTER)
                .map(seconds -> new ProblemException(type, detail, Duration.ofSeconds(Long.parseLong(seconds))))
                .orElseGet(() -> new ProblemException(type, detail));
    }

    private static ProblemType type(String code) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(code))
                .findFirst()
                .orElse(ProblemType.INTERNAL_ERROR);
    }
}
