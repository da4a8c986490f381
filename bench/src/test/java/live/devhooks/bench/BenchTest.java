package live.devhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import live.devhooks.bench.scenario.Scenario;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void namesWhatThereIsWhereAnUnknownNameIsGiven() {
        assertThatThrownBy(() -> Bench.named(List.of("ingest", "nonsense")))
                .hasMessage(
                        "there is no benchmark nonsense; there are ingest, purge, streams, quota, startup, growth, model, fan-out, connections,"
                                + " churn, end-to-end, replay, peers, growth-sources, growth-streams, growth-stored, growth-connections");
    }

    @Test
    void playsWhatIsNamedAndEverythingWhereNothingIs() {
        assertThat(Bench.named(List.of("purge"))).extracting(Scenario::name).containsExactly("purge");
        assertThat(Bench.named(List.of()))
                .extracting(Scenario::name)
                .containsExactly("ingest", "purge", "streams", "quota", "startup", "growth", "model");
    }

    @Test
    void saysWhatCanBeProfiledWhereSomethingElseIs() {
        assertThatThrownBy(() -> Bench.profilable(List.of()))
                .hasMessage("purge cannot be profiled; name some of ingest, streams, fan-out, end-to-end, replay");
        assertThat(Bench.profilable(List.of("ingest")))
                .extracting(Scenario::name)
                .containsExactly("ingest");
    }

    @Test
    void theScriptKnowsTheSameNames() throws IOException {
        String script = Files.readString(Path.of("../devhooks"));

        assertThat(script).contains("\nbenchmarks='" + String.join(" ", Bench.SCENARIOS.keySet()) + "'");
    }

    @Test
    void readsTheCommandLine() {
        assertThat(BenchOptions.of(List.of("ingest", "--rounds", "3", "--seconds", "2", "--full", "--profile")))
                .isEqualTo(new BenchOptions(List.of("ingest"), 3, Duration.ofSeconds(2), true, true));
        assertThat(BenchOptions.of(List.of()))
                .isEqualTo(new BenchOptions(List.of(), 5, Duration.ofSeconds(5), false, false));
        assertThatThrownBy(() -> BenchOptions.of(List.of("--rounds"))).hasMessage("--rounds needs a number");
        assertThatThrownBy(() -> BenchOptions.of(List.of("--rounds", "x"))).hasMessage("--rounds needs a number");
    }
}
