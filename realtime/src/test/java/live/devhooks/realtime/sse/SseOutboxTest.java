package live.devhooks.realtime.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SseOutboxTest {

    private final AtomicInteger completed = new AtomicInteger();
    private final Output output = new Output();
    private final SseOutbox outbox = new SseOutbox(context(), output, 1_000, () -> {});

    @Test
    void writesWhatWaitsInOrderWhenTheContainerSaysSo() {
        outbox.send("a");
        outbox.send("b");
        assertThat(output.text()).isEmpty();

        outbox.onWritePossible();
        outbox.send("c");

        assertThat(output.text()).isEqualTo("abc");
    }

    @Test
    void isOverOnlyWhenWhoWritesHasLeftTheOutput() throws Exception {
        outbox.send("a");
        output.hold();
        Thread writer = started(outbox::onWritePossible);
        output.awaitWriter();

        Thread ender = started(outbox::end);
        await().until(() -> ender.getState() == Thread.State.BLOCKED);
        assertThat(completed).hasValue(0);
        output.letGo();
        writer.join();
        ender.join();

        assertThat(completed).hasValue(1);
        outbox.send("b");
        outbox.onWritePossible();
        outbox.end();
        assertThat(output.text()).isEqualTo("a");
        assertThat(completed).hasValue(1);
    }

    @Test
    void anOutputThatFailsHoweverItDoesEndsIt() {
        output.fail(new IllegalStateException("the response is over"));
        outbox.send("a");

        outbox.onWritePossible();

        assertThat(completed).hasValue(1);
        assertThat(outbox.hasRoom()).isFalse();
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("complete");
                    completed.incrementAndGet();
                    return null;
                });
    }

    /** Takes whatever is written, when the test lets it. */
    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final CountDownLatch entered = new CountDownLatch(1);
        private CountDownLatch held = new CountDownLatch(0);
        private @Nullable RuntimeException failure;

        void hold() {
            held = new CountDownLatch(1);
        }

        void letGo() {
            held.countDown();
        }

        void awaitWriter() throws InterruptedException {
            entered.await();
        }

        void fail(RuntimeException reason) {
            failure = reason;
        }

        String text() {
            return written.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int single) throws IOException {
            if (failure != null) {
                throw failure;
            }
            entered.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.write(single);
        }
    }
}
