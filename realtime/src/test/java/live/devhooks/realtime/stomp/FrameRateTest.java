package live.devhooks.realtime.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FrameRate rate = new FrameRate(10);
    private final long now = System.nanoTime() + SECOND;

    @Test
    void takesAsManyAtOnceAsInASecond() {
        for (int frame = 0; frame < 10; frame++) {
            assertThat(rate.isExceededBy(now)).isFalse();
        }
        assertThat(rate.isExceededBy(now)).isTrue();
    }

    @Test
    void hasRoomAgainAsTimeGoesBy() {
        for (int frame = 0; frame < 10; frame++) {
            rate.isExceededBy(now);
        }
        assertThat(rate.isExceededBy(now + SECOND / 10)).isFalse();
        assertThat(rate.isExceededBy(now + SECOND / 10)).isTrue();
        assertThat(rate.isExceededBy(now + 5 * SECOND)).isFalse();
    }
}
