package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    @Test
    void readsAllOfABody() throws IOException {
        byte[] body = "x".repeat(20_000).getBytes(UTF_8);

        assertThat(reader(body, Duration.ofMinutes(1)).read(30_000)).isEqualTo(body);
        assertThat(reader(new byte[0], Duration.ofMinutes(1)).read(30_000)).isEmpty();
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        assertThat(reader(new byte[20_000], Duration.ofMinutes(1)).read(10_001)).hasSize(10_001);
    }

    @Test
    void givesABodyUpThatTakesTooLong() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return 1;
            }
        };

        assertThatThrownBy(() -> new BodyReader(endless, Duration.ofMillis(1)).read(Integer.MAX_VALUE))
                .isInstanceOf(BodyReader.TooSlow.class);
    }

    private static BodyReader reader(byte[] body, Duration timeout) {
        return new BodyReader(new ByteArrayInputStream(body), timeout);
    }
}
