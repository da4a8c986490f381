package live.devhooks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.WakeUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NATS that is not there yet, goes, hangs, or lets somebody in only for what he needs. */
class NatsAwayIT {

    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final TestNats server = TestNats.notStarted();
    private final RecordingWoken woken = new RecordingWoken();
    private final Database unused = Database.open(TestPostgres.freshDatabase());
    private WakeUpSender sender = sender(server, Map.of());
    private WakeUpListener listener = listener(server, Map.of());

    @AfterEach
    void stop() {
        listener.stop();
        sender.close();
        server.close();
        unused.close();
    }

    @Test
    void bothSidesStartWithoutItAndHearEachOtherOnceItIsThere() {
        sender.start();
        listener.start();
        woken.need(RecordingWoken.ALL);
        sender.committed(messages(1, 1));
        assertThat(sender.lost()).isEqualTo(1);
        assertThat(listener.isConnected()).isFalse();

        server.start();

        await().until(() -> listener.listened().equals(RecordingWoken.ALL) && sender.isConnected());
        sender.committed(messages(1, 2));
        await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(new WakeUp.Position(1, 2)));
    }

    @Test
    void theStoreIsAskedWhileItIsAwayAndNotWhileItIsThere() {
        listener = listener(server, Map.of("poll-interval", "50ms"));
        listener.start();
        await().until(() -> woken.checks() >= 3);

        server.start();
        woken.need(RecordingWoken.ALL);
        await().until(() -> listener.listened().equals(RecordingWoken.ALL));
        int asked = woken.checks();
        await().during(Duration.ofMillis(300)).until(() -> woken.checks() == asked);

        server.kill();
        await().until(() -> woken.checks() >= asked + 3);
    }

    @Test
    void whatDoesNotFitWhileItIsAwayIsLostAndCountedAndNobodyWaits() throws Exception {
        server.start();
        sender = sender(server, Map.of("pending-messages", "100"));
        sender.start();
        server.kill();
        await().until(() -> !sender.isConnected());

        assertThat(committedAtOnce(1_000)).isTrue();

        await().untilAsserted(() -> assertThat(sender.lost()).isEqualTo(900));
    }

    @Test
    void noMoreBytesWaitThanMay() throws Exception {
        server.start();
        sender = sender(server, Map.of("pending-messages", "1000000", "pending-bytes", "4096"));
        sender.start();
        server.kill();
        await().until(() -> !sender.isConnected());

        assertThat(committedAtOnce(1_000)).isTrue();

        assertThat(sender.lost()).isBetween(800L, 999L);
    }

    @Test
    void aServerThatHangsHoldsNobodyUp() throws Exception {
        server.start();
        sender.start();
        server.holdUp();

        assertThat(committedAtOnce(1_000_000)).isTrue();

        await().untilAsserted(() -> assertThat(sender.lost()).isPositive());
        server.letGo();
    }

    @Test
    void aServerThatHangsIsGivenUp() throws Exception {
        server.start();
        listener = listener(server, Map.of("ping-interval", "100ms"));
        listener.start();
        woken.need(RecordingWoken.ALL);
        await().until(() -> listener.listened().equals(RecordingWoken.ALL));

        server.holdUp();
        await().until(() -> listener.listened().isEmpty());
        server.letGo();

        await().until(() -> listener.listened().equals(RecordingWoken.ALL));
    }

    @Test
    void aLoginNeedsNoMoreThanToPublishOrToSubscribe(@TempDir Path folder) throws Exception {
        try (TestNats guarded = TestNats.started("-c", logins(folder).toString())) {
            sender = sender(guarded, login("api"));
            listener = listener(guarded, login("realtime"));
            sender.start();
            listener.start();
            woken.need(RecordingWoken.ALL);
            await().until(() -> listener.listened().equals(RecordingWoken.ALL));

            sender.committed(messages(1, 1));

            await().untilAsserted(() -> assertThat(woken.heard()).containsExactly(new WakeUp.Position(1, 1)));
            assertThat(sender.lost()).isZero();
        }
    }

    @Test
    void whatALoginMayNotPublishIsCountedAsLost(@TempDir Path folder) throws Exception {
        try (TestNats guarded = TestNats.started("-c", logins(folder).toString())) {
            sender = sender(guarded, login("realtime"));
            sender.start();

            sender.committed(messages(1, 1));

            await().untilAsserted(() -> assertThat(sender.lost()).isEqualTo(1));
        }
    }

    @Test
    void aLoginThatIsRefusedIsTriedAgain(@TempDir Path folder) throws Exception {
        Path logins = logins(folder);
        String right = Files.readString(logins);
        Files.writeString(logins, right.replace(PASSWORD, "another one"));
        try (TestNats guarded = TestNats.started("-c", logins.toString())) {
            sender = sender(guarded, login("api"));
            sender.start();
            assertThat(sender.isConnected()).isFalse();

            Files.writeString(logins, right);
            guarded.kill();
            guarded.start();

            await().until(() -> sender.isConnected());
        }
    }

    @Test
    void aConnectionWhoseLoginIsRefusedForAWhileComesBack(@TempDir Path folder) throws Exception {
        Path logins = logins(folder);
        String right = Files.readString(logins);
        try (TestNats guarded = TestNats.started("-c", logins.toString())) {
            sender = sender(guarded, login("api"));
            sender.start();
            assertThat(sender.isConnected()).isTrue();

            Files.writeString(logins, right.replace(PASSWORD, "another one"));
            guarded.kill();
            guarded.start();
            await().during(AT_ONCE).until(() -> !sender.isConnected());
            Files.writeString(logins, right);
            guarded.kill();
            guarded.start();

            await().until(() -> sender.isConnected());
        }
    }

    /** Whether so many messages have been handed over at once, whatever became of them. */
    private boolean committedAtOnce(int count) throws Exception {
        List<WakeUp.Message> message = messages(1, 1);
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
            for (int at = 0; at < count; at++) {
                sender.committed(message);
            }
        });
        all.get(AT_ONCE.toMillis() * (1 + count / 100_000), TimeUnit.MILLISECONDS);
        return all.isDone();
    }

    private static List<WakeUp.Message> messages(long sourceId, long lastSeq) {
        return WakeUp.messages(Map.of(sourceId, lastSeq));
    }

    private static Path logins(Path folder) throws Exception {
        return Files.writeString(folder.resolve("logins.conf"), """
                authorization: {
                  users: [
                    {user: api, password: "%s", permissions: {publish: ["devhooks.event.*"], subscribe: {deny: [">"]}}}
                    {user: realtime, password: "%s", permissions: {subscribe: ["devhooks.event.*"], publish: {deny: [">"]}}}
                  ]
                }
                """.formatted(PASSWORD, PASSWORD));
    }

    private static Map<String, String> login(String user) {
        return Map.of("username", user, "password", PASSWORD);
    }

    private WakeUpListener listener(TestNats at, Map<String, String> properties) {
        return WakeUpListener.of(nats(at, properties), "realtime", WakeUpContract.BOUNDS, unused, woken);
    }

    private static WakeUpSender sender(TestNats at, Map<String, String> properties) {
        return WakeUpSender.of(nats(at, properties), "api");
    }

    private static FanOutProperties nats(TestNats at, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of("reconnect-max", "200ms", "connect-timeout", "500ms"));
        all.putAll(properties);
        return TestFanOut.nats(at.url(), all);
    }
}
