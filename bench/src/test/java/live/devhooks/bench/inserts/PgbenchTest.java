package live.devhooks.bench.inserts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void readsTheRateWithoutTheTimeToConnect() throws IOException {
        String output = """
                number of failed transactions: 0 (0.000%)
                latency average = 3.701 ms
                initial connection time = 83.532 ms
                tps = 17293.428410 (without initial connection time)
                """;

        assertThat(Pgbench.rate(output)).isEqualTo(17293.428410);
    }

    @Test
    void saysWhatPgbenchSaidWhereThereIsNoRate() {
        assertThatThrownBy(() -> Pgbench.rate("pgbench: error: connection refused"))
                .hasMessageContaining("connection refused");
    }
}
