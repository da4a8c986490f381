package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private static final byte[] ANSWER =
            bytes("HTTP/1.1 429 Too Many\r\ncontent-LENGTH: 5\r\nX: content-length: 7\r\n\r\nhello");

    private final ResponseReader reader = new ResponseReader();

    @BeforeEach
    void clear() {
        reader.clear();
    }

    @Test
    void readsAnAnswerThatComesInPieces() throws IOException {
        for (int split = 1; split < ANSWER.length; split++) {
            reader.clear();

            assertThat(reader.add(ByteBuffer.wrap(Arrays.copyOf(ANSWER, split))))
                    .isFalse();
            assertThat(reader.add(ByteBuffer.wrap(ANSWER, split, ANSWER.length - split)))
                    .isTrue();
            assertThat(reader.status()).isEqualTo(429);
            assertThat(reader.closes()).isFalse();
        }
    }

    @Test
    void noticesThatTheConnectionEnds() throws IOException {
        assertThat(add("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n"))
                .isTrue();
        assertThat(reader.closes()).isTrue();
    }

    @Test
    void takesAnAnswerWithoutContent() throws IOException {
        assertThat(add("HTTP/1.1 204 No Content\r\n\r\n")).isTrue();
    }

    @Test
    void refusesAnAnswerThatDoesNotStateItsLength() {
        assertThatThrownBy(() -> add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesAnAnswerThatIsTooLong() {
        assertThatThrownBy(() -> add("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }

    private boolean add(String text) throws IOException {
        return reader.add(ByteBuffer.wrap(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
