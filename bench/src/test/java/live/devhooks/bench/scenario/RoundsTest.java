package live.devhooks.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.stage.Workplace;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final WarmUp WARM_UP = new WarmUp(Duration.ofMillis(1), 3, 1, 1);

    @Test
    void measuresEachContenderInEachRoundAndTurnsTheirOrderRound() throws Exception {
        StringBuilder order = new StringBuilder();
        List<Contender> contenders = List.of(noting("a", order), noting("b", order));
        Scale scale = new Scale(
                3, Duration.ofMillis(1), 1, WARM_UP, List.of(1), Duration.ZERO, 1, 1, 1, 1, 1, StreamScale.standard());

        Map<Contender, Measured> measured = new Rounds(stage(scale)).play(contenders);

        assertThat(order).hasToString("abbaab");
        assertThat(measured.keySet()).containsExactlyElementsOf(contenders);
        assertThat(measured.values())
                .allSatisfy(one -> assertThat(one.samples()).hasSize(3));
    }

    private static Contender noting(String name, StringBuilder order) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample round(Duration window) {
                order.append(name);
                return Sample.ofRate(1);
            }
        };
    }

    private static Stage stage(Scale scale) {
        return new Stage(
                Workplace.in(Path.of("")), scale, "commit", new PrintStream(OutputStream.nullOutputStream(), true));
    }
}
