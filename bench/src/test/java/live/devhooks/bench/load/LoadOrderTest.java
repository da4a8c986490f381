package live.devhooks.bench.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOrderTest {

    private static final URI BASE = URI.create("http://127.0.0.1:1");

    @Test
    void isBounded() {
        assertThatThrownBy(() -> order(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order(LoadOrder.MAX_CONNECTIONS + 1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order(1, LoadOrder.MAX_PER_SECOND + 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order(1, 0, LoadOrder.MAX_MILLIS + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LoadOrder order(int connections, double perSecond, long millis) {
        return new LoadOrder(BASE, List.of("/"), "", connections, perSecond, millis);
    }
}
