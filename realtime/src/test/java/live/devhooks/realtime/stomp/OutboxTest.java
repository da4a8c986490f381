package live.devhooks.realtime.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class OutboxTest {

    private static final StompProperties PROPERTIES = new StompProperties(
            Duration.ofSeconds(10),
            3,
            Duration.ofMinutes(5),
            65_536,
            100,
            1_000,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            10,
            1_000,
            Duration.ofSeconds(5),
            1_000,
            131_072,
            50);

    private final List<String> calls = new ArrayList<>();
    private final Queue<Callback> unfinished = new ArrayDeque<>();
    private final AtomicInteger roomMade = new AtomicInteger();
    private boolean socketTakesAtOnce = true;
    private final Outbox outbox = new Outbox(socket(), PROPERTIES, roomMade::incrementAndGet);

    @Test
    void sendsInOrder() {
        outbox.send("a");
        outbox.send("b");

        assertThat(calls).containsExactly("a", "b");
    }

    @Test
    void sendsTogetherWhatWaitedForTheSocket() {
        socketTakesAtOnce = false;
        outbox.send("a");
        outbox.send("b");
        outbox.send("c");
        assertThat(calls).containsExactly("a");

        finishOne();

        assertThat(calls).containsExactly("a", "bc");
    }

    @Test
    void sendsFramesOfTwoPartsTogether() {
        byte[] begin = "b\n".getBytes(StandardCharsets.UTF_8);
        byte[] rest = "ä€\0".getBytes(StandardCharsets.UTF_8);
        outbox.queue(begin, rest, () -> true, null);
        outbox.queue(begin, rest, () -> true, null);
        assertThat(calls).isEmpty();

        outbox.flush();

        assertThat(calls).containsExactly("b\nä€\0b\nä€\0");
    }

    @Test
    void hasNoRoomBeyondItsBoundAndSaysWhenThereIsSomeAgain() {
        socketTakesAtOnce = false;
        outbox.send("first");
        outbox.send("x".repeat(999));
        assertThat(outbox.hasRoom()).isTrue();
        outbox.send("x");
        assertThat(outbox.hasRoom()).isFalse();
        assertThat(roomMade).hasValue(0);

        finishOne();

        assertThat(roomMade).hasValue(1);
        assertThat(outbox.hasRoom()).isTrue();
    }

    @Test
    void countsBytesAndNotCharacters() {
        socketTakesAtOnce = false;
        outbox.send("first");
        outbox.send("€".repeat(334));

        assertThat(outbox.hasRoom()).isFalse();
    }

    @Test
    void anAnswerToOneReaderDoesNotMakeItForgetThatAnotherWaitsForRoom() {
        socketTakesAtOnce = false;
        outbox.send("first");
        outbox.send("x".repeat(400));
        outbox.send("x".repeat(20_000));
        assertThat(outbox.hasRoom()).isFalse();
        finishOne();
        // Something has been sent, but not so much that there would be room.
        assertThat(outbox.hasRoom()).isFalse();

        finishOne();
        finishOne();

        assertThat(roomMade).hasValue(1);
        assertThat(outbox.hasRoom()).isTrue();
    }

    @Test
    void hasNoRoomForEventsWhenManyFramesWaitAndNoneWhenItIsToClose() {
        socketTakesAtOnce = false;
        for (int sent = 0; sent < 26; sent++) {
            outbox.send("e");
        }
        assertThat(outbox.hasRoom()).isFalse();
        finishOne();
        assertThat(outbox.hasRoom()).isTrue();

        outbox.close(CloseStatus.NORMAL);
        assertThat(outbox.hasRoom()).isFalse();
    }

    @Test
    void disconnectsWhoAsksForLongAnswersAndDoesNotReadThem() {
        socketTakesAtOnce = false;
        outbox.send("first");
        for (int asked = 0; asked < 49 && !calls.contains("disconnect"); asked++) {
            outbox.send("r".repeat(100_000));
        }

        assertThat(calls).containsExactly("first", "disconnect");
    }

    @Test
    void sendsNothingThatIsNotWantedAnyMore() {
        outbox.send("a", () -> true, null);
        outbox.send("late", () -> false, null);
        outbox.send("receipt");

        assertThat(calls).containsExactly("a", "receipt");
    }

    @Test
    void sendsNoHeartbeatWhileSomethingIsOnItsWay() {
        socketTakesAtOnce = false;
        outbox.send("a");
        outbox.sendHeartbeat();
        finishOne();
        outbox.sendHeartbeat();

        assertThat(calls).containsExactly("a", "\n");
    }

    @Test
    void disconnectsWhoAsksForAnswersAndDoesNotReadThem() {
        socketTakesAtOnce = false;
        for (int asked = 0; asked < 60; asked++) {
            outbox.send("r");
        }

        assertThat(calls).containsExactly("r", "disconnect");
        assertThat(outbox.hasRoom()).isFalse();
    }

    @Test
    void closesAfterAllThatWaits() {
        socketTakesAtOnce = false;
        outbox.send("a");
        outbox.send("last");
        outbox.close(CloseStatus.POLICY_VIOLATION);
        outbox.send("too late");
        assertThat(calls).containsExactly("a");

        finishOne();
        finishOne();

        assertThat(calls).containsExactly("a", "last", "close 1008");
    }

    @Test
    void endsTheConnectionOfAClientThatDoesNotEvenReadWhyItIsToEnd() {
        socketTakesAtOnce = false;
        outbox.send("a");
        outbox.close(CloseStatus.POLICY_VIOLATION);

        outbox.giveUpIfNotClosed(System.nanoTime());
        assertThat(calls).containsExactly("a");

        outbox.giveUpIfNotClosed(System.nanoTime() + Duration.ofSeconds(5).toNanos());
        assertThat(calls).containsExactly("a", "disconnect");
    }

    @Test
    void thousandsThatTheSocketTakesAtOnceNeedNoDeepStack() {
        for (int sent = 0; sent < 100_000; sent++) {
            outbox.send("x");
        }

        assertThat(calls).hasSize(100_000);
    }

    @Test
    void aSocketThatFailsIsGivenUp() {
        socketTakesAtOnce = false;
        outbox.send("a");
        unfinished.remove().failed(new java.io.IOException("reset"));
        outbox.send("b");

        assertThat(calls).containsExactly("a", "disconnect");
    }

    private void finishOne() {
        unfinished.remove().succeeded();
    }

    private ClientSocket socket() {
        return new ClientSocket() {
            @Override
            public void sendText(ByteBuffer utf8, Callback callback) {
                calls.add(StandardCharsets.UTF_8.decode(utf8).toString());
                if (socketTakesAtOnce) {
                    callback.succeeded();
                } else {
                    unfinished.add(callback);
                }
            }

            @Override
            public void close(CloseStatus status) {
                calls.add("close " + status.getCode());
            }

            @Override
            public void disconnect() {
                calls.add("disconnect");
            }
        };
    }
}
