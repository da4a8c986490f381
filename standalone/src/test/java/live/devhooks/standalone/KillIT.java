package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} in the middle of the load: what was answered 200 is there after the restart. */
class KillIT {

    private static final int SENDERS = 8;
    private static final int ANSWERED_BEFORE_KILL = 2_000;

    @Test
    void whatWasAcceptedSurvives(@TempDir Path data) throws Exception {
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        Merchant merchant;
        String secret;
        try (NodeProcess node = NodeProcess.standalone(data)) {
            merchant = Merchant.signUp(node.base());
            URI callbackUrl = merchant.createSource("payment-flow");
            secret = merchant.createSecret("payment-flow");
            loadUntilKilled(node, merchant, callbackUrl, answered);
        }

        try (NodeProcess node = NodeProcess.standalone(data);
                StompTestClient client = StompTestClient.connect(
                        URI.create("ws://localhost:" + node.base().getPort() + "/stomp"),
                        Map.of("login", "payment-flow", "passcode", secret))) {
            List<JsonNode> events =
                    client.subscribeUntilLive("/topic/sources/payment-flow", Map.of("replay", "all")).stream()
                            .filter(frame -> frame.command().equals("MESSAGE"))
                            .map(frame -> Merchant.JSON.readTree(frame.body()))
                            .toList();

            assertThat(events.stream().map(event -> event.at("/payload/number").asInt()))
                    .doesNotHaveDuplicates()
                    .containsAll(answered);
            assertThat(events.stream().map(event -> event.get("seq").asLong()))
                    .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        }
    }

    private static void loadUntilKilled(NodeProcess node, Merchant merchant, URI callbackUrl, Set<Integer> answered)
            throws Exception {
        AtomicInteger numbers = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(pool.submit(() -> sendUntilRefused(merchant, callbackUrl, numbers, answered)));
            }
            Awaitility.await()
                    .atMost(java.time.Duration.ofMinutes(1))
                    .until(() -> answered.size() >= ANSWERED_BEFORE_KILL);
            node.kill();
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void sendUntilRefused(
            Merchant merchant, URI callbackUrl, AtomicInteger numbers, Set<Integer> answered) {
        try {
            while (true) {
                int number = numbers.incrementAndGet();
                if (merchant.callback(callbackUrl, "{\"number\":" + number + "}")
                                .statusCode()
                        == 200) {
                    answered.add(number);
                }
            }
        } catch (UncheckedIOException killed) {
            // What was on its way when the process was killed has no answer, and may be there or not.
            return;
        }
    }
}
