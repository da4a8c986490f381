package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import live.devhooks.protocol.EventId;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers that never read, beside others that do, while events come steadily. Who is ended is replaced by the next who does not read.
 * {@code -Ddevhooks.test.silent-for=10m -Ddevhooks.test.silent=200 -Ddevhooks.test.payers=1000} is the long form; its log tells how late events came
 * before there were any silent readers, and then.
 */
class SilentReadersIT {

    private static final Logger LOG = LoggerFactory.getLogger(SilentReadersIT.class);
    private static final Duration DURATION =
            Duration.parse("PT" + System.getProperty("devhooks.test.silent-for", "5s"));
    private static final int SILENT = Integer.getInteger("devhooks.test.silent", 50);
    private static final int PAYERS = Integer.getInteger("devhooks.test.payers", 20);
    private static final int READING = 5;
    private static final int PER_SECOND = 500;
    private static final int STALL_SECONDS = 2;
    /** As many events come before the first silent reader. */
    private static final long CALM = PER_SECOND * DURATION.toSeconds() / 5;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Each time the node collects all its garbage, and stands still: in the long form no more often than that leaves the readers undisturbed. */
    private static final Duration HEAP_LOOK = DURATION.dividedBy(20);

    /** Of which Linux keeps up to twice as many, and a segment more, for a client that takes as little as these. */
    private static final int SEND_BUFFER = 64 * 1024;

    /** What may wait for one connection. */
    private static final int OUTBOX_BYTES = 64 * 1024;

    /** The same with a tenth more for what holds each frame. */
    private static final int WAITING_BYTES = OUTBOX_BYTES + OUTBOX_BYTES / 10;

    /** The message that is being written, of {@code Outbox.MESSAGE_BYTES}. */
    private static final int MESSAGE_BYTES = 16 * 1024;

    /** What a connection costs where nothing waits. */
    private static final int CONNECTION_BYTES = 48 * 1024;

    /** What a node's heap may have more after some time than after its start, whoever reads: its pools and caches. */
    private static final long NODE_BYTES = 24L * 1024 * 1024;

    private static final long BOUND = NODE_BYTES + (long) SILENT * (WAITING_BYTES + MESSAGE_BYTES + CONNECTION_BYTES);

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<SilentReader> silent = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();
    private long mostUnread;
    private volatile Lateness lateness = new Lateness();
    private NodeProcess node;
    private int ended;

    @BeforeEach
    void start(@TempDir Path data) {
        node = NodeProcess.standalone(
                data,
                "--devhooks.stomp.stall-timeout=" + STALL_SECONDS + "s",
                "--devhooks.stomp.outbox-bytes=" + OUTBOX_BYTES,
                "--devhooks.stomp.send-buffer=" + SEND_BUFFER,
                "--devhooks.plans.free.daily-events=100000000");
    }

    @AfterEach
    void stop() throws IOException {
        pool.shutdownNow();
        for (SilentReader reader : silent) {
            reader.close();
        }
        node.close();
    }

    @Test
    void costNoMoreThanTheirBuffersDisturbNobodyAndAreEnded() throws Exception {
        Merchant merchant = Merchant.signUp(node.base());
        URI callbackUrl = merchant.createSource("payment-flow");
        String secret = merchant.createSecret("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", secret);
        List<StompTestClient> reading = subscribe(token, secret, READING, number -> "");
        List<StompTestClient> payers = subscribe(token, secret, PAYERS, number -> "/sessions/order-" + number);
        long before = node.liveBytes();

        int events;
        List<Future<Long>> read;
        List<Future<Long>> paid;
        try (SteadyLoad load = SteadyLoad.begin(
                merchant, number -> URI.create(callbackUrl + "/order-" + number % PAYERS), PER_SECOND)) {
            Events expected = new Events();
            read = reading.stream()
                    .map(client -> pool.submit(() -> readAll(client, expected)))
                    .toList();
            paid = IntStream.range(0, PAYERS)
                    .mapToObj(number -> pool.submit(() -> readOwn(payers.get(number), number, expected)))
                    .toList();
            await().atMost(DURATION.plus(PATIENCE)).until(() -> load.answered() >= CALM);
            Lateness calm = lateness;
            lateness = new Lateness();
            keepSilent(merchant, secret);
            LOG.info("events came to payers {} before, {} beside silent readers", calm, lateness);
            events = load.end();
            expected.all(events);
        }

        for (Future<Long> reader : read) {
            assertThat(reader.get()).isEqualTo(events);
        }
        for (int number = 0; number < PAYERS; number++) {
            assertThat(paid.get(number).get()).isEqualTo(Events.of(number, events));
        }
        reading.forEach(StompTestClient::close);
        payers.forEach(StompTestClient::close);
        await().atMost(PATIENCE).pollInterval(LOOK).until(this::areGone);
        assertThat(node.said("its client has read nothing for " + STALL_SECONDS + " s"))
                .isGreaterThanOrEqualTo(SILENT);
        LOG.info(
                "{} events, {} silent readers were ended; at most {} bytes kept for one by the system; live bytes of the heap: {} before, {} meanwhile; bound {}",
                events,
                ended,
                mostUnread,
                before,
                heap,
                BOUND);
        if (OS.LINUX.isCurrentOs()) {
            assertThat(mostUnread)
                    .as("bytes that the system keeps for a reader")
                    .isBetween((long) SEND_BUFFER / 2, 2L * SEND_BUFFER);
        }
        assertThat(heap)
                .as("live bytes; %d before", before)
                .allSatisfy(bytes -> assertThat(bytes - before).isLessThan(BOUND));
        await("the heap is as it was when all have gone")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> node.liveBytes() - before < NODE_BYTES);
    }

    private void lookAtUnread() throws IOException {
        if (OS.LINUX.isCurrentOs()) {
            for (SilentReader reader : silent) {
                mostUnread = Math.max(mostUnread, reader.unread());
            }
        }
    }

    private static List<StompTestClient> subscribe(
            Merchant.Token token, String secret, int count, IntFunction<String> within) {
        List<StompTestClient> clients = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            StompTestClient client =
                    StompTestClient.connect(token.url(), Map.of("login", "payment-flow", "passcode", secret));
            client.subscribeUntilLive(token.destination() + within.apply(number), Map.of());
            clients.add(client);
        }
        return clients;
    }

    /** How long after they were received events came, in microseconds. */
    private static final class Lateness {

        private static final int DIGITS = 2;

        private final Histogram micros = new ConcurrentHistogram(DIGITS);

        void add(String event) {
            String receivedAt = event.replaceFirst("(?s).*?\"receivedAt\":\"([^\"]+)\".*", "$1");
            micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(Instant.parse(receivedAt), Instant.now())));
        }

        @Override
        public String toString() {
            return "after %.1f ms (half of them) and %.1f ms (99 of 100)".formatted(millis(50), millis(99));
        }

        private double millis(double percent) {
            return micros.getValueAtPercentile(percent) / 1e3;
        }
    }

    /** How many there are; known only at the end. */
    private static final class Events {

        /** Of so many, which are numbered from 1, those of one payer. */
        static long of(int payer, long count) {
            int first = payer == 0 ? PAYERS : payer;
            return count < first ? 0 : (count - first) / PAYERS + 1;
        }

        private volatile long all = Long.MAX_VALUE;

        void all(long count) {
            all = count;
        }

        boolean areMoreThan(long count) {
            return count < all;
        }

        boolean areMoreFor(int payer, long count) {
            return count < of(payer, all);
        }
    }

    /** Reads 1, 2, 3 … and returns the last. */
    private static long readAll(StompTestClient client, Events events) {
        long last = 0;
        while (events.areMoreThan(last)) {
            StompTestClient.Received frame = client.poll(LOOK).orElse(null);
            if (frame != null) {
                assertThat(frame.command()).as(frame.body()).isEqualTo("MESSAGE");
                long seq = EventId.parse(Objects.requireNonNull(frame.header("message-id")))
                        .orElseThrow()
                        .seq();
                assertThat(seq).isEqualTo(last + 1);
                last = seq;
            }
        }
        return last;
    }

    /** Reads what one payer has, in order, and returns how much that was. */
    private long readOwn(StompTestClient client, int payer, Events events) {
        long last = 0;
        long count = 0;
        while (events.areMoreFor(payer, count)) {
            StompTestClient.Received frame = client.poll(LOOK).orElse(null);
            if (frame != null) {
                lateness.add(frame.body());
                long seq = EventId.parse(Objects.requireNonNull(frame.header("message-id")))
                        .orElseThrow()
                        .seq();
                assertThat(seq).isGreaterThan(last);
                last = seq;
                count++;
            }
        }
        return count;
    }

    private void keepSilent(Merchant merchant, String secret) throws IOException {
        Instant begin = Instant.now();
        Instant end = begin.plus(DURATION);
        await().atMost(DURATION.plus(PATIENCE))
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> {
                    silent.removeIf(this::isGone);
                    Merchant.Token token = merchant.token("payment-flow", secret);
                    while (silent.size() < SILENT) {
                        silent.add(SilentReader.subscribe(node.base(), token, ""));
                    }
                    if (Instant.now().isAfter(begin.plus(HEAP_LOOK.multipliedBy(heap.size())))) {
                        heap.add(node.liveBytes());
                        lookAtUnread();
                    }
                    return Instant.now().isAfter(end) && ended >= SILENT;
                });
    }

    private boolean isGone(SilentReader reader) {
        boolean isGone = !reader.isThere();
        ended += isGone ? 1 : 0;
        return isGone;
    }

    /** Those that came last may not have been sent so much that they would be in the way; they go by themselves. */
    private boolean areGone() throws IOException {
        silent.removeIf(this::isGone);
        if (node.said("its client has read nothing for") >= ended) {
            for (SilentReader reader : silent) {
                reader.close();
            }
            silent.clear();
        }
        return silent.isEmpty();
    }
}
