package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    @Test
    void readsAllOfABody() throws IOException {
        byte[] body = "x".repeat(20_000).getBytes(UTF_8);

        assertThat(reader(body, Duration.ofMinutes(1)).read(30_000)).isEqualTo(body);
        assertThat(reader(new byte[0], Duration.ofMinutes(1)).read(30_000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 19_999, 20_000, 20_001, 16_383, 16_384, 1_000_000_000_000L})
    void readsAllOfABodyWhateverLengthIsStated(long stated) throws IOException {
        byte[] body = "x".repeat(20_000).getBytes(UTF_8);
        TestInput input = new TestInput(new ByteArrayInputStream(body), 0);

        assertThat(new BodyReader(input, stated, Duration.ofMinutes(1)).read(30_000))
                .isEqualTo(body);
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        assertThat(reader(new byte[20_000], Duration.ofMinutes(1)).read(10_001)).hasSize(10_001);
    }

    @Test
    void givesABodyUpThatTakesTooLong() {
        BodyReader reader = new BodyReader(new TestInput(endless(), 0), -1, Duration.ofMillis(1));

        assertThatThrownBy(() -> reader.read(Integer.MAX_VALUE)).isInstanceOf(BodyReader.TooSlow.class);
    }

    @Test
    void takesABodyThatIsThereHoweverLateItIsLookedAt() throws IOException {
        byte[] body = "x".repeat(20_000).getBytes(UTF_8);

        assertThat(new BodyReader(new TestInput(new ByteArrayInputStream(body), 1), -1, Duration.ofNanos(-1))
                        .read(30_000))
                .isEqualTo(body);
    }

    private static BodyReader reader(byte[] body, Duration timeout) {
        return new BodyReader(new TestInput(new ByteArrayInputStream(body), 0), -1, timeout);
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return 1;
            }
        };
    }

    /** A request's body, of which the given number of bytes is said to be there already. */
    private static final class TestInput extends ServletInputStream {

        private final InputStream input;
        private final int available;

        TestInput(InputStream input, int available) {
            this.input = input;
            this.available = available;
        }

        @Override
        public int read() throws IOException {
            return input.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return input.read(bytes, from, length);
        }

        @Override
        public int available() {
            return available;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
