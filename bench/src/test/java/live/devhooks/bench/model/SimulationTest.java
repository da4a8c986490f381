package live.devhooks.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

    private static final long SEED = 1;

    @Test
    void hasTheSameOutcomeWithTheSameSeed() throws IOException {
        Outcome once = simulate(3);

        assertThat(simulate(3)).isEqualTo(once);
        assertThat(simulate(4)).isNotEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("live.devhooks.bench.model.Point#all")
    void comesNearWhatWasMeasured(Point point) throws IOException {
        assertThat(point.factor(point.simulated(SEED))).isLessThanOrEqualTo(Point.BAND);
    }

    /** A cell with many nodes has full batches, so that the limit of a part is what it does when it is asked for more. */
    @Test
    void doesWhatItsFirstLimitSays() throws IOException {
        Deployment on = Deployment.of(16, 4, 2);
        Limit first = Limit.first(Forecast.times(), on);

        Outcome outcome = new Forecast(1.5 * first.perSecond(), on).play(SEED);

        assertThat(first.part()).isEqualTo("PostgreSQL's cores");
        assertThat(outcome.perSecond() / first.perSecond()).isCloseTo(1, within(0.15));
    }

    @Test
    void forecastsEndWithWhatKeepsUp() throws IOException {
        Forecast last = Forecast.all().get(Forecast.all().size() - 1);

        Outcome outcome = last.play(SEED);

        assertThat(last.perSecond()).isEqualTo(1_000 * Forecast.REFERENCE);
        assertThat(last.keepsUp(outcome)).isTrue();
        assertThat(last.text(outcome)).contains("10 cells").contains("first gives out: ");
    }

    private static Outcome simulate(long seed) throws IOException {
        return Simulation.of(ServiceTimes.of(1_000), Deployment.measured(), new Demand.Open(1_000, 1), 0.5, seed);
    }
}
