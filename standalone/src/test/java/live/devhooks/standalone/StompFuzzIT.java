package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that send frames with bytes changed, lost, doubled and moved, or random bytes: each is told so in a conforming way, or waited for, and nobody
 * else notices. {@code -Ddevhooks.test.fuzz-seeds=100} has so many more at random.
 */
class StompFuzzIT extends StompJourney {

    private static final int CLIENTS = 25;
    private static final int MOST_CHANGES = 4;
    private static final int MOST_BYTES = 2_000;
    private static final Duration ANSWER = Duration.ofMillis(50);

    static LongStream seeds() {
        int random = Integer.getInteger("devhooks.test.fuzz-seeds", 0);
        return LongStream.concat(LongStream.of(1, 2, 3), new Random().longs(random, 1_000, 1_000_000_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noBytesDoMoreThanEndTheirOwnConnection(long seed) {
        Random random = new Random(seed);
        String token = token();
        List<String> frames = List.of(
                connect("1.0,1.1,1.2") + "heart-beat:10000,10000\n\n\0",
                "SUBSCRIBE\nid:1\ndestination:" + STREAM + "\nack:client\nreceipt:live\n\n\0",
                "SUBSCRIBE\r\nid:2\r\ndestination:" + STREAM + "/sessions/a\r\nreplay:all\r\nreceipt:two\r\n\r\n\0\r\n",
                "ACK\nid:evt_00000000000000000000000001.1\nreceipt:acknowledged\n\n\0",
                "SEND\ndestination:/app/token\ncontent-length:" + token.length() + "\n\n" + token + "\0",
                "UNSUBSCRIBE\nid:1\nreceipt:gone\n\n\0");
        for (int number = 0; number < CLIENTS; number++) {
            try (RawStomp client = open()) {
                send(client, random, number % 4 == 0 ? noise(random) : changed(frames, random));
                readAnswers(client);
            }
            if (number % 8 == 0) {
                post();
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** All frames, with some change; the first is left as it is by turns, so that what follows is read at all. */
    private static byte[] changed(List<String> frames, Random random) {
        String head = random.nextBoolean() ? frames.get(0) : "";
        byte[] bytes = String.join("", frames.subList(head.isEmpty() ? 0 : 1, frames.size()))
                .getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int change = 0; change < changes; change++) {
            bytes = changed(bytes, random);
        }
        byte[] all = Arrays.copyOf(head.getBytes(StandardCharsets.UTF_8), head.length() + bytes.length);
        System.arraycopy(bytes, 0, all, head.length(), bytes.length);
        return all;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(20), bytes.length - at);
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> {
                // Loses a piece; never everything.
                System.arraycopy(bytes, at + length, changed, at, bytes.length - at - length);
                changed = Arrays.copyOf(changed, Math.max(1, bytes.length - length));
            }
            case 2 -> System.arraycopy(bytes, at, changed, random.nextInt(bytes.length - length + 1), length);
            default -> changed[at] = (byte) "\0\n\r:\\".charAt(random.nextInt(5));
        }
        return changed;
    }

    /** In pieces, of which some are whole messages. */
    private static void send(RawStomp client, Random random, byte[] bytes) {
        try {
            int from = 0;
            while (from < bytes.length) {
                int to = random.nextInt(3) == 0
                        ? bytes.length
                        : Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
                client.binary(Arrays.copyOfRange(bytes, from, to), to == bytes.length || random.nextBoolean());
                from = to;
            }
        } catch (CompletionException endedMeanwhile) {
            assertThat(endedMeanwhile).hasRootCauseInstanceOf(java.io.IOException.class);
        }
    }

    /** Until it ends, or nothing comes: half a frame is waited for. */
    private static void readAnswers(RawStomp client) {
        for (var frame = client.poll(ANSWER); frame.isPresent(); frame = client.poll(ANSWER)) {
            assertThat(frame.get().command()).isIn("CONNECTED", "RECEIPT", "MESSAGE", "ERROR", RawStomp.CLOSE);
            if (frame.get().command().equals("ERROR")) {
                RawStomp.isConforming(frame.get());
            }
        }
    }
}
