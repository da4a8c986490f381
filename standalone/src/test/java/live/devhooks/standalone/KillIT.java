package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of everything in one process, and of the PostgreSQL that it brought along: what was answered 200 is there after the restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {

    private static final int SENDERS = 8;
    private static final int ANSWERED_BEFORE_KILL = 2_000;

    /** Full in a second. */
    private static final String[] SMALL_JOURNAL = {
        "--devhooks.ingest.journal.max-bytes=40000", "--devhooks.ingest.journal.segment-bytes=10000"
    };

    private Path data;
    private NodeProcess node;
    private Merchant merchant;
    private URI callbackUrl;
    private String secret;

    @BeforeAll
    void start(@TempDir Path temp) {
        data = temp.resolve("data");
        node = NodeProcess.standalone(data, SMALL_JOURNAL);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(node.base());
        callbackUrl = merchant.createSource("payment-flow");
        secret = merchant.createSecret("payment-flow");
    }

    @Test
    @Order(1)
    void whatWasAcceptedSurvives() throws Exception {
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        loadUntilKilled(answered);

        node = NodeProcess.standalone(data, SMALL_JOURNAL);
        try (StompTestClient client = subscriber()) {
            List<JsonNode> events = replay(client);
            assertThat(events.stream().map(KillIT::number))
                    .doesNotHaveDuplicates()
                    .containsAll(answered);
            assertThat(events.stream().map(event -> event.get("seq").asLong()))
                    .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        }
    }

    @Test
    @Order(2)
    void withoutItsPostgresItTakesWebhooksAsLongAsThereIsRoom() throws Exception {
        assertThat(send(0).statusCode()).isEqualTo(200);
        MortalPostgres.kill(data.resolve("postgres"));

        int next = 1;
        HttpResponse<String> answer = send(next);
        while (answer.statusCode() == 200) {
            next++;
            answer = send(next);
        }
        isProblem(answer, 503, "unavailable");
        assertThat(answer.body()).contains("no room");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(next).isGreaterThan(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("journal"))))
                .isEqualTo("rwx------");
        node.kill();

        node = NodeProcess.standalone(data, SMALL_JOURNAL);
        try (StompTestClient client = subscriber()) {
            assertThat(send(next).statusCode()).isEqualTo(200);
            List<Integer> numbers =
                    new ArrayList<>(replay(client).stream().map(KillIT::number).toList());
            while (numbers.size() <= next) {
                numbers.add(number(Merchant.JSON.readTree(client.next().body())));
            }
            assertThat(numbers).isEqualTo(IntStream.rangeClosed(0, next).boxed().toList());
        }
    }

    private StompTestClient subscriber() {
        return StompTestClient.connect(
                URI.create("ws://localhost:" + node.base().getPort() + "/stomp"),
                Map.of("login", "payment-flow", "passcode", secret));
    }

    private static List<JsonNode> replay(StompTestClient client) {
        return client.subscribeUntilLive("/topic/sources/payment-flow", Map.of("replay", "all")).stream()
                .filter(frame -> frame.command().equals("MESSAGE"))
                .map(frame -> Merchant.JSON.readTree(frame.body()))
                .toList();
    }

    private static int number(JsonNode event) {
        return event.at("/payload/number").asInt();
    }

    private HttpResponse<String> send(int number) {
        return merchant.callback(node.base().resolve(callbackUrl.getPath()), "{\"number\":" + number + "}");
    }

    private void loadUntilKilled(Set<Integer> answered) throws Exception {
        AtomicInteger numbers = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(pool.submit(() -> sendUntilKilled(numbers, answered)));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= ANSWERED_BEFORE_KILL);
            node.kill();
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void sendUntilKilled(AtomicInteger numbers, Set<Integer> answered) {
        try {
            while (true) {
                int number = numbers.incrementAndGet();
                if (send(number).statusCode() == 200) {
                    answered.add(number);
                }
            }
        } catch (UncheckedIOException killed) {
            // What was on its way when the process was killed has no answer, and may be there or not.
            return;
        }
    }
}
