package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebSocketPayloadTest {

    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final WebSocketPayload payload = new WebSocketPayload();

    @Test
    void findsWhatFramesOfEveryLengthCarryHoweverTheyAreCut() {
        String small = "a".repeat(125);
        String large = "b".repeat(70_000);
        byte[] sent = join(
                frame(TEXT, small),
                frame(PING, "not that"),
                frame(TEXT, ""),
                frame(TEXT, "c".repeat(126)),
                frame(TEXT, large));

        StringBuilder read = new StringBuilder();
        for (int from = 0; from < sent.length; from += 7) {
            byte[] part = Arrays.copyOfRange(sent, from, Math.min(from + 7, sent.length));
            int end = payload.unwrap(part, 0, part.length, 0);
            read.append(new String(part, 0, end, UTF_8));
        }

        assertThat(read.toString()).isEqualTo(small + "c".repeat(126) + large);
        assertThat(payload.isClosed()).isFalse();
    }

    @Test
    void putsWhatItFindsBehindWhatIsThere() {
        byte[] frame = frame(TEXT, "def");
        byte[] bytes = join("abc".getBytes(UTF_8), frame);

        int end = payload.unwrap(bytes, 3, bytes.length, 3);

        assertThat(new String(bytes, 0, end, UTF_8)).isEqualTo("abcdef");
    }

    @Test
    void seesThatTheServerEnds() {
        byte[] close = frame(CLOSE, "xx");

        assertThat(payload.unwrap(close, 0, close.length, 0)).isZero();
        assertThat(payload.isClosed()).isTrue();
    }

    private static byte[] frame(int first, String text) {
        byte[] body = text.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (body.length < 126) {
            frame.write(body.length);
        } else if (body.length <= 0xFFFF) {
            frame.write(126);
            frame.write(body.length >> 8);
            frame.write(body.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) body.length >> shift));
            }
        }
        frame.writeBytes(body);
        return frame.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
