package live.devhooks.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import live.devhooks.bench.report.Figure.Bound;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void takesTheMiddleOfTheRatiosOfEachRound() {
        Figure figure = Figure.of("a / b", rates(10, 30, 20), rates(10, 10, 10), Sample::perSecond, Bound.AT_LEAST, 2);

        assertThat(figure.ratios()).containsExactly(1.0, 3.0, 2.0);
        assertThat(figure.spread()).isEqualTo(new Spread(2, 1, 3));
        assertThat(figure.wanted()).isEqualTo("≥ 2.00");
        assertThat(figure.holds()).isTrue();
    }

    @Test
    void doesNotHoldOnTheOtherSideOfItsLimit() {
        assertThat(new Figure("", List.of(1.9), Bound.AT_LEAST, 2).holds()).isFalse();
        assertThat(new Figure("", List.of(1.9), Bound.AT_MOST, 2).holds()).isTrue();
        assertThat(new Figure("", List.of(2.1), Bound.AT_MOST, 2).holds()).isFalse();
    }

    @Test
    void holdsExactlyWhereEachRoundIsTheLimit() {
        Figure figure = new Figure("", List.of(5.0, 5.0), Bound.EXACTLY, 5);

        assertThat(figure.holds()).isTrue();
        assertThat(figure.wanted()).isEqualTo("= 5.00");
        assertThat(new Figure("", List.of(5.0, 5.0, 6.0), Bound.EXACTLY, 5).holds())
                .isFalse();
    }

    @Test
    void hasTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
    }

    private static Measured rates(double... perSecond) {
        return new Measured(
                "", Arrays.stream(perSecond).mapToObj(Sample::ofRate).toList());
    }
}
