package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One source, many senders, and readers who came at different times. */
class OrderIT extends Journey {

    private static final int EVENTS = 20_000;
    private static final int SENDERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void eachReaderHasEveryEventOnceAndInOrder() throws Exception {
        Merchant merchant = Merchant.signUp(base());
        URI callbackUrl = merchant.createSource("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        ExecutorService pool = Executors.newFixedThreadPool(SENDERS + 2);
        AtomicInteger sent = new AtomicInteger();
        try {
            CountDownLatch live = new CountDownLatch(1);
            Future<List<Long>> fromTheStart = pool.submit(() -> read(token, Map.of(), live));
            assertThat(live.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            List<Future<Integer>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(pool.submit(() -> send(merchant, callbackUrl, sent)));
            }
            await().atMost(PATIENCE).until(() -> sent.get() >= EVENTS / 2);
            Future<List<Long>> fromTheMiddle =
                    pool.submit(() -> read(token, Map.of("replay", "all"), new CountDownLatch(1)));

            int accepted = 0;
            for (Future<Integer> sender : senders) {
                accepted += sender.get();
            }

            List<Long> everySeq = LongStream.rangeClosed(1, EVENTS).boxed().toList();
            assertThat(accepted).isEqualTo(EVENTS);
            assertThat(fromTheStart.get()).isEqualTo(everySeq);
            assertThat(fromTheMiddle.get()).isEqualTo(everySeq);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> read(Merchant.Token token, Map<String, String> headers, CountDownLatch live) {
        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            List<Long> seqs = new ArrayList<>();
            client.subscribeUntilLive(token.destination(), headers).stream()
                    .filter(frame -> frame.command().equals("MESSAGE"))
                    .forEach(frame -> seqs.add(seq(frame)));
            live.countDown();
            while (seqs.size() < EVENTS) {
                seqs.add(seq(client.next()));
            }
            return seqs;
        }
    }

    private static long seq(StompTestClient.Received frame) {
        JsonNode event = Merchant.JSON.readTree(frame.body());
        assertThat(frame.header("message-id")).isEqualTo(event.get("id").asString());
        return event.get("seq").asLong();
    }

    private static int send(Merchant merchant, URI callbackUrl, AtomicInteger sent) {
        int accepted = 0;
        for (int number = sent.incrementAndGet(); number <= EVENTS; number = sent.incrementAndGet()) {
            if (merchant.callback(callbackUrl, "{\"number\":" + number + "}").statusCode() == 200) {
                accepted++;
            }
        }
        return accepted;
    }
}
