package live.devhooks.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import live.devhooks.bench.report.Sample;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final WarmUp warmUp = new WarmUp(Duration.ofMillis(1), 3, 5, 0.1);

    @Test
    void endsWhenTwoWindowsAreAlike() throws Exception {
        WarmUp.Outcome outcome = repeat(10, 50, 100, 105);

        assertThat(outcome.isWarm()).isTrue();
        assertThat(outcome.windows()).isEqualTo(4);
        assertThat(outcome.perSecond()).isEqualTo(105);
    }

    @Test
    void doesNotBelieveTheFirstTwo() throws Exception {
        assertThat(repeat(10, 10, 50, 100, 101).windows()).isEqualTo(5);
    }

    @Test
    void saysWhereItDidNotGetWarm() throws Exception {
        WarmUp.Outcome outcome = repeat(10, 20, 40, 80, 160);

        assertThat(outcome.isWarm()).isFalse();
        assertThat(outcome.difference()).isEqualTo(0.5);
        assertThat(outcome.text()).startsWith("NOT WARM");
    }

    private WarmUp.Outcome repeat(double... rates) throws IOException, SQLException {
        return warmUp.repeat(new Planned(Arrays.stream(rates).boxed().toList().iterator()));
    }

    private record Planned(Iterator<Double> rates) implements Contender {

        @Override
        public String name() {
            return "planned";
        }

        @Override
        public Sample round(Duration window) {
            return Sample.ofRate(rates.next());
        }
    }
}
