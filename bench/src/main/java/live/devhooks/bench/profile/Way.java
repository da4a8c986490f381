package live.devhooks.bench.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.report.Profile;

/**
 * The steps of what a process of the product does, told by the frames of its stacks. A stack belongs to the first step of which it has a frame
 * anywhere: so what is done within something else stands before that.
 */
public final class Way {

    private static final Step COLLECTION = step("garbage collection", "[GC ", "[G1 ", "[VM Thread");
    private static final Step COMPILER = step("compiler", "[C1 Compiler", "[C2 Compiler");
    private static final Step REST_OF_JETTY = step("HTTP: the rest of Jetty", "org/eclipse/jetty/");

    /** That of a webhook through an api node. */
    public static final Way API = new Way(
            COLLECTION,
            COMPILER,
            step(
                    "source: look-up, and the addresses that it takes from",
                    "[source-look-up",
                    "live/devhooks/api/ingestion/IngestSources.",
                    "live/devhooks/api/ingestion/IngestSource.",
                    "live/devhooks/api/ingestion/SourceLookUp.",
                    // Where the cache of sources, which is the only one, looks after itself.
                    "[ForkJoinPool.commonPool"),
            step("quota", "[quota-", "live/devhooks/api/quota/"),
            step("body: reading it", "live/devhooks/api/ingestion/BodyReader."),
            step(
                    "recognition, and the key of duplicates",
                    "live/devhooks/api/recognition/",
                    "live/devhooks/api/ingestion/EventKey."),
            step("answer: writing it (Jetty, socket)", "live/devhooks/api/ingestion/IngestAnswer."),
            step(
                    "going on after the commit: one thread handing over to others",
                    "java/util/concurrent/ThreadPoolExecutor.execute",
                    "[ingest-"),
            step("writer: columns", "live/devhooks/api/ingestion/Columns."),
            step("writer: statements (driver, socket)", "org/postgresql/"),
            step("writer: the rest", "[event-writer"),
            step("the rest of ingestion", "live/devhooks/api/ingestion/"),
            step("HTTP: filters around it", "live/devhooks/api/", "org/springframework/"),
            step(
                    "HTTP: reading and parsing (Jetty, socket)",
                    "org/eclipse/jetty/http/HttpParser.",
                    "org/eclipse/jetty/server/internal/HttpConnection.fillRequestBuffer",
                    "org/eclipse/jetty/server/internal/HttpConnection.parseRequestBuffer"),
            step(
                    "HTTP: Jetty's selectors, and its threads' waiting",
                    "org/eclipse/jetty/io/ManagedSelector",
                    "org/eclipse/jetty/util/thread/ReservedThreadExecutor",
                    "org/eclipse/jetty/util/thread/QueuedThreadPool$Runner.idleJobPoll",
                    "org/eclipse/jetty/util/thread/QueuedThreadPool.evict"),
            REST_OF_JETTY);

    /** That of an event through a realtime node. */
    public static final Way REALTIME = new Way(
            COLLECTION,
            COMPILER,
            step("listener (driver, socket)", "[wake-up-listener"),
            step("pulse", "[pulse"),
            step("revocations", "[revocations"),
            step(
                    "what was delivered and acknowledged",
                    "[deliveries",
                    "live/devhooks/realtime/deliveries/",
                    "live/devhooks/realtime/consumers/"),
            step(
                    "sending (Jetty, socket)",
                    "org/eclipse/jetty/websocket/core/WebSocketCoreSession.sendFrame",
                    "org/eclipse/jetty/io/WriteFlusher."),
            step("encoding: events, for all their readers", "live/devhooks/realtime/feed/FeedEvent.as"),
            step(
                    "encoding: frames and messages",
                    "live/devhooks/realtime/stomp/Frame.",
                    "live/devhooks/realtime/stomp/StompVersion.",
                    "live/devhooks/realtime/stomp/Outbox$Message.text"),
            step("clients' frames: CONNECT, SUBSCRIBE, ACK", "live/devhooks/realtime/stomp/StreamBroker."),
            step("outboxes and subscriptions", "live/devhooks/realtime/stomp/"),
            step("feed: reading (driver, socket)", "org/postgresql/"),
            step("feed: around its statements", "live/devhooks/realtime/feed/EventLog."),
            step("feed: rounds", "[feed-"),
            step(
                    "handshakes, and WebSocket for clients' frames",
                    "org/springframework/",
                    "org/eclipse/jetty/ee11/",
                    "org/eclipse/jetty/websocket/"),
            REST_OF_JETTY);

    private static final String OTHER = "other";

    private final List<Step> steps;

    private Way(Step... steps) {
        this.steps = List.of(steps);
    }

    private record Step(String name, List<String> prefixes) {

        boolean has(Stack stack) {
            return prefixes.stream().anyMatch(stack::has);
        }
    }

    private static Step step(String name, String... prefixes) {
        return new Step(name, List.of(prefixes));
    }

    /** To which step {@code stack} belongs; {@value #OTHER} where it is none of these. */
    String stepOf(Stack stack) {
        return steps.stream()
                .filter(step -> step.has(stack))
                .map(Step::name)
                .findFirst()
                .orElse(OTHER);
    }

    /** How much of {@code stacks} each step has, in the order of the table; what is left comes last. */
    List<Profile.Step> shares(List<Stack> stacks) {
        Map<String, Long> samples = new LinkedHashMap<>();
        steps.forEach(step -> samples.put(step.name, 0L));
        samples.put(OTHER, 0L);
        stacks.forEach(stack -> samples.merge(stepOf(stack), stack.samples(), Long::sum));
        double all =
                Math.max(1, samples.values().stream().mapToLong(Long::longValue).sum());
        return samples.entrySet().stream()
                .map(step -> new Profile.Step(step.getKey(), step.getValue(), step.getValue() / all))
                .toList();
    }

    /** All prefixes by which stacks are told apart. */
    List<String> prefixes() {
        return steps.stream().flatMap(step -> step.prefixes.stream()).toList();
    }
}
