package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final List<Integer> FAILING =
            IntStream.rangeClosed(1, 40).boxed().toList();

    @Test
    void leavesNothingThatTheFailureDoesNotNeed() {
        List<Integer> shortest =
                new Shrinking(Duration.ofMinutes(1)).shrink(FAILING, part -> part.containsAll(List.of(3, 17, 18, 40)));

        assertThat(shortest).containsExactly(3, 17, 18, 40);
    }

    @Test
    void whatCanOnlyGoAfterAnotherGoesToo() {
        List<Integer> shortest = new Shrinking(Duration.ofMinutes(1))
                .shrink(FAILING, part -> part.contains(5) && (part.contains(7) || !part.contains(6)));

        assertThat(shortest).containsExactly(5);
    }

    @Test
    void withoutTimeItLeavesItAsItIs() {
        assertThat(new Shrinking(Duration.ZERO).shrink(FAILING, part -> true)).isEqualTo(FAILING);
    }
}
