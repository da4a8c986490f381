package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Senders of callbacks to one source, each of which sends its next one when the last was answered, and, when a node left it without an
 * answer, sends the same to the next node.
 */
final class Senders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final int SENDERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Pace pace;
    private final Merchant merchant;
    private final Supplier<URI> callbackUrl;
    private final ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
    private final Set<Callback> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> sending = new ArrayList<>();
    private volatile boolean ending;

    /** Starts them; {@code callbackUrl} says where the node is at the moment. */
    Senders(Merchant merchant, Supplier<URI> callbackUrl) {
        this(merchant, callbackUrl, Pace.UNLIMITED);
    }

    /** The same, that send no more than {@code pace} allows. */
    Senders(Merchant merchant, Supplier<URI> callbackUrl, Pace pace) {
        this.pace = pace;
        this.merchant = merchant;
        this.callbackUrl = callbackUrl;
        for (int sender = 0; sender < SENDERS; sender++) {
            int own = sender;
            sending.add(pool.submit(() -> send(own)));
        }
    }

    /** The {@code number}th of a sender. */
    private record Callback(int sender, int number) {

        String body() {
            return """
                    {"Body":{"stkCallback":{"MerchantRequestID":"1","CheckoutRequestID":"ws_%d_%d","ResultCode":1032,"ResultDesc":"x"}}}
                    """.formatted(sender, number);
        }

        static Callback of(String checkoutRequestId) {
            String[] parts = checkoutRequestId.split("_", -1);
            return new Callback(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    /** Waits until so many more have been answered. */
    void awaitAnswers(int more) {
        int expected = answered.size() + more;
        await().atMost(PATIENCE).pollInterval(LOOK).until(() -> answered.size() >= expected);
    }

    /** How many were sent again, since a node left them without an answer. */
    int unanswered() {
        return unanswered.get();
    }

    /** The longest that an answer took since this was asked last, sent again or not. */
    Duration longestAnswer() {
        return Duration.ofNanos(longestNanos.getThenReset());
    }

    /** Ends them and waits until all that was answered is stored; then checks that it is there once and in its order, and nothing was refused. Returns how many that are. */
    int endAndCheck(JdbcClient database) throws Exception {
        ending = true;
        for (Future<?> sender : sending) {
            sender.get();
        }
        assertThat(refused).isEmpty();
        await().atMost(PATIENCE).until(() -> new HashSet<>(stored(database)).containsAll(answered));

        List<Callback> stored = stored(database);
        LOG.info(
                "{} were answered, {} are stored, {} had to be sent again", answered.size(), stored.size(), unanswered);
        assertThat(stored).doesNotHaveDuplicates();
        assertThat(seqs(database))
                .isEqualTo(LongStream.rangeClosed(1, stored.size()).boxed().toList());
        Map<Integer, List<Integer>> bySender = new TreeMap<>();
        stored.forEach(callback -> bySender.computeIfAbsent(callback.sender, sender -> new ArrayList<>())
                .add(callback.number));
        assertThat(bySender)
                .hasSize(SENDERS)
                .allSatisfy((sender, numbers) -> assertThat(numbers)
                        .isEqualTo(
                                IntStream.rangeClosed(1, numbers.size()).boxed().toList()));
        return stored.size();
    }

    @Override
    public void close() {
        ending = true;
        pool.shutdownNow();
    }

    private void send(int sender) {
        for (int number = 1; !ending && pace.next(); number++) {
            Callback callback = new Callback(sender, number);
            long start = System.nanoTime();
            HttpResponse<String> answer = untilAnswered(callback);
            longestNanos.accumulate(System.nanoTime() - start);
            if (answer.statusCode() == 200) {
                answered.add(callback);
            } else {
                refused.add(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private HttpResponse<String> untilAnswered(Callback callback) {
        while (true) {
            URI url = callbackUrl.get();
            try {
                return merchant.callback(url, callback.body());
            } catch (UncheckedIOException noAnswer) {
                unanswered.incrementAndGet();
                await().atMost(PATIENCE)
                        .pollInterval(LOOK)
                        .until(() -> !callbackUrl.get().equals(url));
            }
        }
    }

    private List<Callback> stored(JdbcClient database) {
        return ofTheSource(
                        database,
                        "convert_from(body, 'UTF8')::json #>> '{Body,stkCallback,CheckoutRequestID}'",
                        String.class)
                .stream()
                .map(Callback::of)
                .toList();
    }

    private List<Long> seqs(JdbcClient database) {
        return ofTheSource(database, "seq", Long.class);
    }

    private <T> List<T> ofTheSource(JdbcClient database, String what, Class<T> type) {
        String path = callbackUrl.get().getPath();
        return database.sql("select " + what + """
                 from devhooks.event where source_id = (select source_id from devhooks.ingest_key where key = ?) order by seq
                """)
                .param(path.substring(path.lastIndexOf('/') + 1))
                .query(type)
                .list();
    }
}
