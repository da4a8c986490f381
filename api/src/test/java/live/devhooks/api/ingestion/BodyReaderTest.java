package live.devhooks.api.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] BODY = "x".repeat(20_000).getBytes(UTF_8);

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Test
    void whatIsThereIsReadAtOnceAndByNoOtherThread() {
        byte[] body = "{}".getBytes(UTF_8);

        assertThat(reader(2, LONG, waiting::add, body).read(30_000))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(body);
        assertThat(reader(0, LONG, waiting::add, new byte[0]).read(30_000))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(new byte[0]);
        assertThat(waiting).isEmpty();
    }

    @Test
    void aLargeBodyIsReadByAThreadOfItsOwn() {
        CompletableFuture<byte[]> read = reader(
                        BODY.length, LONG, waiting::add, Arrays.copyOf(BODY, 16_384), Arrays.copyOf(BODY, 3_616))
                .read(30_000);
        assertThat(read).isNotDone();

        waiting.remove().run();

        assertThat(read).succeedsWithin(Duration.ZERO).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 19_999, 20_000, 20_001, 16_383, 16_384, 1_000_000_000_000L})
    void readsAllOfABodyWhateverLengthIsStated(long stated) {
        assertThat(reader(stated, LONG, Runnable::run, BODY).read(30_000))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_001, 19_999, 20_000})
    void readsNoMoreThanTheLimit(int limit) {
        assertThat(reader(-1, LONG, Runnable::run, BODY).read(limit))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(Arrays.copyOf(BODY, limit));
    }

    @Test
    void waitsForWhatComesLater() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (AsyncContent content = new AsyncContent()) {
            CompletableFuture<byte[]> read = new BodyReader(content, LONG, threads).read(30_000);
            content.write(false, ByteBuffer.wrap(BODY, 0, 5), Callback.NOOP);
            content.write(true, ByteBuffer.wrap(BODY, 5, 19_995), Callback.NOOP);

            assertThat(read).succeedsWithin(LONG).isEqualTo(BODY);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesABodyUpThatTakesTooLong() {
        Content.Source trickle = new Trickle();

        CompletableFuture<byte[]> read =
                new BodyReader(trickle, Duration.ofMillis(1), Runnable::run).read(Integer.MAX_VALUE);

        assertThatThrownBy(read::get).hasCauseInstanceOf(BodyReader.TooSlow.class);
    }

    @Test
    void takesABodyThatIsThereHoweverLateItIsLookedAt() {
        assertThat(reader(-1, Duration.ofNanos(-1), Runnable::run, BODY).read(30_000))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(BODY);
    }

    @Test
    void aConnectionThatWasIdleForTooLongIsTooSlowAndOneThatBrokeIsNot() {
        assertThatThrownBy(() -> failing(new TimeoutException()).get()).hasCauseInstanceOf(BodyReader.TooSlow.class);
        assertThatThrownBy(() -> failing(new IOException("reset")).get())
                .cause()
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BodyReader.TooSlow.class);
    }

    private static CompletableFuture<byte[]> failing(Throwable failure) {
        AsyncContent content = new AsyncContent();
        content.fail(failure);
        return new BodyReader(content, LONG, Runnable::run).read(1);
    }

    /** Of a body that is there, in these pieces. */
    private static BodyReader reader(long stated, Duration timeout, Executor threads, byte[]... pieces) {
        AsyncContent content = new AsyncContent() {
            @Override
            public long getLength() {
                return stated;
            }
        };
        for (int at = 0; at < pieces.length; at++) {
            content.write(at == pieces.length - 1, ByteBuffer.wrap(pieces[at]), Callback.NOOP);
        }
        return new BodyReader(content, timeout, threads);
    }

    /** A byte each time that somebody waits, without end. */
    private static final class Trickle implements Content.Source {

        private boolean come;

        @Override
        public Content.@Nullable Chunk read() {
            boolean there = come;
            come = false;
            return there ? Content.Chunk.from(ByteBuffer.wrap(new byte[] {'x'}), false) : null;
        }

        @Override
        public void demand(Runnable then) {
            come = true;
            then.run();
        }

        @Override
        public void fail(Throwable failure) {
            throw new UnsupportedOperationException(failure);
        }
    }
}
