package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a model's webhooks, several at once, and each until it is answered: where a node does not, the same webhook goes to the next. */
final class ModelSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSender.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final StreamWorld world;
    private final Merchant merchant;
    private final String path;
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    ModelSender(StreamWorld world, Merchant merchant, String path) {
        this.world = world;
        this.merchant = merchant;
        this.path = path;
    }

    /** Sends {@code count} webhooks of a session, each of some {@code bytes}, one after the other, beginning with a node, and waits for none. */
    void send(int node, String session, int count, int bytes) {
        String filler = "x".repeat(bytes);
        int first = sent.getAndAdd(count);
        pool.execute(() -> {
            for (int number = first; number < first + count; number++) {
                sendOne(node, session.isEmpty() ? path : path + "/" + session, body(number, filler));
            }
        });
    }

    /** How many were answered that they are durable. */
    int answered() {
        return answered.get();
    }

    void awaitAnswers() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> answered.get() + refused.size() == sent.get());
        assertThat(refused).isEmpty();
    }

    private static String body(int number, String filler) {
        return "{\"number\":%d,\"filler\":\"%s\"}".formatted(number, filler);
    }

    private void sendOne(int node, String path, String body) {
        for (int turn = node; !closed; turn++) {
            URI url = world.api(turn % world.nodes()).resolve(path);
            try {
                HttpResponse<String> answer = merchant.callback(url, body);
                if (answer.statusCode() == 200) {
                    answered.incrementAndGet();
                    return;
                }
                if (answer.statusCode() != 503) {
                    refused.add(answer.statusCode() + " " + answer.body());
                    return;
                }
            } catch (UncheckedIOException noAnswer) {
                LOG.debug("a node did not answer, and the other is asked: {}", noAnswer.toString());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        pool.shutdownNow();
    }
}
