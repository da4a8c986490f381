package live.devhooks.realtime.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void goesOnWhateverTheWorkThrows() {
        Repeating repeating = Repeating.every(Duration.ofMillis(1), "test-repeating", () -> {
            if (times.incrementAndGet() == 1) {
                throw new LinkageError("as when a class is missing");
            }
            throw new IllegalStateException("as when the store is away");
        });

        await().until(() -> times.get() > 3);
        repeating.stop();
    }

    @Test
    void isDoneSoonerWhereSomebodyAsks() {
        Repeating repeating = Repeating.every(Duration.ofDays(1), "test-repeating", times::incrementAndGet);

        assertThat(repeating.soon()).isTrue();

        await().until(() -> times.get() == 1);
        repeating.stop();
    }

    @Test
    void isDoneNoMoreOnceItIsStopped() {
        Repeating repeating = Repeating.every(Duration.ofDays(1), "test-repeating", times::incrementAndGet);

        repeating.stop();

        assertThat(repeating.soon()).isFalse();
        assertThat(times).hasValue(0);
    }
}
