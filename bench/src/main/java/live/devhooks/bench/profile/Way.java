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

    /** What takes webhooks in. */
    public static final Way API = new Way(
            step("garbage collection", "[GC ", "[G1 ", "[VM Thread"),
            step("compiler", "[C1 Compiler", "[C2 Compiler"),
            step(
                    "source: look-up, remembering, addresses it takes from",
                    "[source-look-up",
                    "live/devhooks/api/ingestion/IngestSources.",
                    "live/devhooks/api/ingestion/IngestSource.",
                    "live/devhooks/api/ingestion/SourceLookUp."),
            step("quota", "live/devhooks/api/quota/"),
            step("body: reading", "live/devhooks/api/ingestion/BodyReader."),
            step(
                    "recognition, and the key by which duplicates are found",
                    "live/devhooks/api/recognition/",
                    "live/devhooks/api/ingestion/EventKey."),
            step("waiting for the writer, and being woken by it", "java/util/concurrent/CompletableFuture."),
            step("writer: columns of the batch", "live/devhooks/api/ingestion/Columns."),
            step("writer: statements (driver, socket)", "org/postgresql/"),
            step("writer: the rest", "[event-writer"),
            step("answer: writing it (Jetty, socket)", "live/devhooks/api/ingestion/WebhookAnswer."),
            step("the rest of the webhook's way", "live/devhooks/api/ingestion/"),
            step("HTTP: filters around it", "live/devhooks/api/", "org/springframework/"),
            step("HTTP: Jetty's idle threads", "org/eclipse/jetty/util/thread/QueuedThreadPool$Runner.idleJobPoll"),
            step("HTTP: Jetty's selectors", "org/eclipse/jetty/io/ManagedSelector"),
            step(
                    "HTTP: reading and parsing requests",
                    "org/eclipse/jetty/http/HttpParser.",
                    "org/eclipse/jetty/io/SocketChannelEndPoint.fill"),
            step("HTTP: the rest of Jetty", "org/eclipse/jetty/"));

    /** What delivers events. */
    public static final Way REALTIME = new Way(
            step("garbage collection", "[GC ", "[G1 ", "[VM Thread"),
            step("compiler", "[C1 Compiler", "[C2 Compiler"),
            step("listener (driver, socket)", "[wake-up-listener"),
            step("pulse", "[pulse"),
            step("sending (Jetty, socket)", "org/eclipse/jetty/websocket/core/WebSocketCoreSession.sendFrame"),
            step("feed: reading events (driver, socket)", "org/postgresql/"),
            step("feed: the rest", "[feed-"),
            step("HTTP: the rest of Jetty", "org/eclipse/jetty/"));

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
