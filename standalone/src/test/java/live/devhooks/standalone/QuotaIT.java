package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The quota of one account, whose webhooks come to four processes at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuotaIT {

    private static final int NODES = 4;
    private static final int SENDERS = 20;
    private static final int LIMIT = 5_000;
    private static final int WEBHOOKS = LIMIT + 200;

    private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
    private Merchant merchant;
    private URI callbackUrl;

    @BeforeAll
    void start() {
        DatabaseProperties database = TestPostgres.freshDatabase();
        Database.open(database).close();
        inParallel(NODES, NODES, () -> nodes.add(NodeProcess.api(database, "--devhooks.usage.flush-interval=200ms")));
    }

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(nodes.get(0).base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @AfterAll
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    @Test
    @Order(1)
    void fourProcessesAcceptExactlyTheLimitTogether() {
        AtomicInteger numbers = new AtomicInteger();

        List<HttpResponse<String>> answers = inParallel(WEBHOOKS, SENDERS, () -> {
            int number = numbers.incrementAndGet();
            return send(nodes.get(number % NODES), number);
        });

        List<HttpResponse<String>> refused =
                answers.stream().filter(answer -> answer.statusCode() != 200).toList();
        assertThat(refused).hasSize(WEBHOOKS - LIMIT).allSatisfy(QuotaIT::isRefused);
        assertThat(accepted()).isEqualTo(LIMIT);
        await().untilAsserted(() -> assertThat(json(merchant.get("/v1/usage"), 200)
                        .at("/today/refused/overQuota")
                        .asInt())
                .isEqualTo(WEBHOOKS - LIMIT));
    }

    @Test
    @Order(2)
    void aProcessThatIsKilledTakesAtMostOneHundredthAlong() {
        NodeProcess killed = nodes.get(NODES - 1);
        AtomicInteger numbers = new AtomicInteger();
        Queue<Integer> unanswered = new ConcurrentLinkedQueue<>();

        long answered = inParallel(WEBHOOKS + LIMIT / NODES, SENDERS, () -> {
                    int number = numbers.incrementAndGet();
                    if (number == LIMIT / 2) {
                        killed.kill();
                    }
                    try {
                        return send(nodes.get(number % NODES), number).statusCode();
                    } catch (UncheckedIOException noAnswer) {
                        unanswered.add(number);
                        return 0;
                    }
                })
                .stream()
                .filter(status -> status == 200)
                .count();

        assertThat(unanswered).isNotEmpty().allMatch(number -> number % NODES == NODES - 1);
        assertThat(answered).isBetween(LIMIT - LIMIT / 100L, (long) LIMIT);
        assertThat(accepted()).isBetween(LIMIT - LIMIT / 100, LIMIT);
    }

    private HttpResponse<String> send(NodeProcess node, int number) {
        return merchant.callback(node.base().resolve(callbackUrl.getPath()), "{\"number\":" + number + "}");
    }

    private static void isRefused(HttpResponse<String> answer) {
        isProblem(answer, 429, "over-quota");
        assertThat(answer.headers().firstValue("ratelimit-policy")).contains("\"daily\";q=5000;w=86400");
        assertThat(answer.headers().firstValue("ratelimit").orElseThrow()).startsWith("\"daily\";r=0;t=");
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 86_400L);
    }

    private int accepted() {
        return json(merchant.get("/v1/usage"), 200).at("/today/accepted").asInt();
    }

    /** What {@code work} gave each time; done {@code times} times, by {@code threads} threads. */
    private static <T> List<T> inParallel(int times, int threads, Supplier<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = IntStream.range(0, times)
                    .mapToObj(number -> pool.submit(work::get))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(Objects.requireNonNull(one.get()));
            }
            return results;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }
}
