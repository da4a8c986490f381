package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import live.devhooks.fanout.TestNats;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.WakeUp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two api and two realtime processes that are woken by a cluster of three NATS servers, which are killed. The feed never asks the store by itself
 * here, nor does a listener that is connected: what a reader gets then, it got by a wake-up.
 */
class NatsClusterIT {

    private static final Logger LOG = LoggerFactory.getLogger(NatsClusterIT.class);
    private static final int SERVERS = 3;
    private static final int NODES = 2;
    private static final int PER_SECOND = 50;
    private static final int BEFORE = 100;
    private static final int AFTER = 200;
    private static final int ONE_BY_ONE = 50;
    private static final int BY_THE_POLL = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final DatabaseProperties DATABASE = TestPostgres.freshDatabase();
    private static final List<NodeProcess> REALTIME = new ArrayList<>();
    private static final List<NodeProcess> API = new ArrayList<>();
    private static List<TestNats> cluster = List.of();

    private final List<Reader> readers = new ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = TestNats.cluster(SERVERS);
        Database.open(DATABASE).close();
        for (int node = 0; node < NODES; node++) {
            REALTIME.add(NodeProcess.realtime(DATABASE, woken("--devhooks.feed.poll-interval=1h")));
            API.add(NodeProcess.api(DATABASE, woken("--devhooks.plans.free.daily-events=1000000")));
        }
    }

    @AfterAll
    static void stop() {
        API.forEach(NodeProcess::close);
        REALTIME.forEach(NodeProcess::close);
        cluster.forEach(TestNats::close);
    }

    /** A stream as one connection has it. */
    private record Reader(StompTestClient client, List<Long> seqs) {

        void readUpTo(long last) {
            while (seqs.size() < last) {
                seqs.add(Merchant.JSON.readTree(client.next().body()).get("seq").asLong());
            }
        }
    }

    @Test
    void everyReaderHasEveryEventOnceAndInOrderWhateverServersAreKilled() throws Exception {
        Merchant merchant = Merchant.signUp(API.get(0).base());
        URI callbackUrl = merchant.createSource("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        for (NodeProcess node : REALTIME) {
            URI stomp = URI.create("ws://localhost:" + node.base().getPort() + "/stomp");
            StompTestClient client = StompTestClient.connect(stomp, token.value());
            client.subscribeUntilLive(token.destination(), Map.of());
            readers.add(new Reader(client, new ArrayList<>()));
        }
        awaitConnected(1);

        try (Connection listening = listen()) {
            long sent = killOneUnderLoad(merchant, callbackUrl);
            awaitConnected(1);
            sent = sendOneByOne(merchant, callbackUrl, sent, ONE_BY_ONE);

            cluster.forEach(TestNats::kill);
            awaitConnected(0);
            sent = sendOneByOne(merchant, callbackUrl, sent, BY_THE_POLL);

            cluster.forEach(TestNats::start);
            awaitConnected(1);
            sent = sendOneByOne(merchant, callbackUrl, sent, ONE_BY_ONE);
            assertNothingWasNotified(listening);

            List<Long> all = LongStream.rangeClosed(1, sent).boxed().toList();
            readers.forEach(reader -> assertThat(reader.seqs()).isEqualTo(all));
            readers.forEach(reader -> assertThat(reader.client().isQuiet()).isTrue());
        } finally {
            readers.forEach(reader -> reader.client().close());
        }
    }

    /** Both api nodes take webhooks while the server with the most of the nodes is killed; returns how many events there are. */
    private long killOneUnderLoad(Merchant merchant, URI callbackUrl) throws InterruptedException {
        try (SteadyLoad one = SteadyLoad.begin(merchant, at(API.get(0), callbackUrl, "one"), PER_SECOND);
                SteadyLoad other = SteadyLoad.begin(merchant, at(API.get(1), callbackUrl, "other"), PER_SECOND)) {
            await().atMost(PATIENCE).until(() -> one.answered() + other.answered() >= BEFORE);
            TestNats busiest = cluster.stream()
                    .max(Comparator.comparingInt(TestNats::clients))
                    .orElseThrow();
            assertThat(busiest.clients()).isGreaterThanOrEqualTo(2);
            busiest.kill();
            int then = one.answered() + other.answered();
            await().atMost(PATIENCE).until(() -> one.answered() + other.answered() >= then + AFTER);
            long sent = (long) one.end() + other.end();
            readers.forEach(reader -> reader.readUpTo(sent));
            return sent;
        }
    }

    /** Each webhook is sent when both readers have the one before; returns how many events there are. */
    private long sendOneByOne(Merchant merchant, URI callbackUrl, long sentBefore, int count) {
        long[] micros = new long[count];
        for (int at = 0; at < count; at++) {
            long number = sentBefore + at + 1;
            long begun = System.nanoTime();
            assertThat(merchant.callback(at(API.get(at % NODES), callbackUrl, "slowly"), "{\"number\":" + number + "}")
                            .statusCode())
                    .isEqualTo(200);
            readers.forEach(reader -> reader.readUpTo(number));
            micros[at] = (System.nanoTime() - begun) / 1_000;
        }
        Arrays.sort(micros);
        LOG.info("webhook to two readers, one after the other: p50 {} us", micros[count / 2]);
        return sentBefore + count;
    }

    private static void awaitConnected(int connected) {
        for (NodeProcess node : API) {
            await().atMost(PATIENCE).until(() -> says(node, "sender", connected));
        }
        for (NodeProcess node : REALTIME) {
            await().atMost(PATIENCE).until(() -> says(node, "listener", connected));
        }
    }

    private static boolean says(NodeProcess node, String side, int connected) {
        return Merchant.stranger(node.management())
                .send(HttpRequest.newBuilder(node.management().resolve("/actuator/prometheus"))
                        .GET())
                .body()
                .contains("devhooks_fan_out_connected{side=\"" + side + "\"} " + connected);
    }

    private static Connection listen() throws SQLException {
        Connection connection = DriverManager.getConnection(DATABASE.url(), DATABASE.username(), DATABASE.password());
        try (Statement statement = connection.createStatement()) {
            for (int channel = 0; channel < WakeUp.CHANNELS; channel++) {
                statement.execute("listen " + WakeUp.channelName(channel));
            }
        }
        return connection;
    }

    /** It hears what it says itself, and had heard nothing before. */
    private static void assertNothingWasNotified(Connection listening) throws SQLException {
        try (Statement statement = listening.createStatement()) {
            statement.execute("notify " + WakeUp.channelName(0) + ", 'of the test'");
        }
        PGNotification[] heard = listening.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());
        assertThat(heard).extracting(PGNotification::getParameter).containsExactly("of the test");
    }

    private static URI at(NodeProcess node, URI callbackUrl, String session) {
        return node.base().resolve(callbackUrl.getPath() + "/" + session);
    }

    private static String[] woken(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("--devhooks.fan-out.engine=nats");
        all.add("--devhooks.fan-out.nats.reconnect-max=500ms");
        all.add("--devhooks.fan-out.nats.servers="
                + cluster.stream().map(TestNats::url).collect(Collectors.joining(",")));
        return all.toArray(String[]::new);
    }
}
