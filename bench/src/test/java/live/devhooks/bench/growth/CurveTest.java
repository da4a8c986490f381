package live.devhooks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import live.devhooks.bench.report.Value;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final Sizes SIZES = Sizes.upTo(10_000, "sources");

    @Test
    void measuresAtAHundredthAtATenthAndAtTheWhole() {
        assertThat(SIZES.all()).containsExactly(100, 1_000, 10_000);
        assertThat(Sizes.upTo(20, "sources").all()).containsExactly(1, 2, 20);
        assertThat(SIZES.name(1_000)).isEqualTo("1,000 sources");
    }

    @Test
    void hasTheExponentOfGrowthAsItsSlopeInEachRound() {
        Curve curve = new Curve("webhooks a second", "", SIZES);
        for (int size : SIZES.all()) {
            curve.add(size, 7_000);
            curve.add(size, size * 3.0);
            curve.add(size, 5_000 / Math.sqrt(size));
        }

        List<Double> slopes = curve.slope().get(0).rounds();

        assertThat(slopes.get(0)).isCloseTo(0, within(1e-9));
        assertThat(slopes.get(1)).isCloseTo(1, within(1e-9));
        assertThat(slopes.get(2)).isCloseTo(-0.5, within(1e-9));
        assertThat(curve.slope()).extracting(Value::name).containsExactly("slope of webhooks a second over sources");
        assertThat(curve.values()).extracting(Value::name).contains("webhooks a second, 10,000 sources");
    }

    @Test
    void hasNoSlopeWhereAFigureHasNoLogarithm() {
        Curve curve = new Curve("resident", "KiB", SIZES);
        curve.add(100, -3);
        curve.add(1_000, 20);
        curve.add(10_000, 20);

        assertThat(curve.slope()).isEmpty();
    }
}
