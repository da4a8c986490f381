package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader that follows a source's stream from its start: where its connection ends, it goes on at the next node, after what it had last. */
final class FollowingReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<URI> node;
    private final Map<String, String> login;
    private final String destination;
    private final List<Long> seqs = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::follow, "following reader");
    private @Nullable String last;
    private long lostNanos = System.nanoTime();
    private volatile long longestAwayNanos;
    private volatile boolean ended;

    /**
     * Starts it.
     *
     * @param node says where to connect to, each time
     * @param login headers of CONNECT
     */
    FollowingReader(Supplier<URI> node, Map<String, String> login, String destination) {
        this.node = node;
        this.login = login;
        this.destination = destination;
        thread.start();
    }

    /** Waits until it has so many events; they must be the first ones, each once and in order. */
    void awaitJust(int events) {
        await().atMost(PATIENCE).until(() -> seqs.size() >= events);
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
    }

    /** The longest that it was not live, from its start or the end of a connection on. */
    Duration longestAway() {
        return Duration.ofNanos(longestAwayNanos);
    }

    private void follow() {
        while (!ended) {
            try (StompTestClient client = StompTestClient.connect(node.get(), login)) {
                client.subscribeUntilLive(destination, position()).forEach(this::take);
                longestAwayNanos = Math.max(longestAwayNanos, System.nanoTime() - lostNanos);
                takeAll(client);
            } catch (AssertionError | RuntimeException noConnection) {
                LOG.debug("a reader tries the next node: {}", noConnection.toString());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private Map<String, String> position() {
        return last == null ? Map.of("replay", "all") : Map.of("last-event-id", last);
    }

    private void takeAll(StompTestClient client) {
        while (!ended) {
            Optional<StompTestClient.Received> frame = client.poll(Duration.ofMillis(100));
            if (frame.isPresent() && frame.get().command().equals("CLOSE")) {
                lostNanos = System.nanoTime();
                return;
            }
            frame.ifPresent(this::take);
        }
    }

    private void take(StompTestClient.Received frame) {
        if (frame.command().equals("MESSAGE")) {
            last = frame.header("message-id");
            seqs.add(seq(frame));
        }
    }

    /** Which event a MESSAGE brought. */
    static long seq(StompTestClient.Received message) {
        return EventId.parse(String.valueOf(message.header("message-id")))
                .orElseThrow()
                .seq();
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
