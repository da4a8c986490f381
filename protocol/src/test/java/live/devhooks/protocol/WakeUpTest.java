package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import live.devhooks.protocol.WakeUp.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeUpTest {

    /** PostgreSQL takes payloads that are shorter than this. */
    private static final int MAX_PAYLOAD = 8_000;

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                999_999_999_999_999_999L,
                9_100_000_000_000_000_000L,
                9_200_000_000_000_000_000L,
                Long.MAX_VALUE
            })
    void anySourceAndAnyPlaceIsReadBackAsItWasWritten(long number) {
        assertThat(WakeUp.positions(WakeUp.payload(Map.of(number, number))))
                .containsExactly(new Position(number, number));
    }

    @Test
    void asManySourcesAsMayBeTogetherFit() {
        Map<Long, Long> lastSeqs = new LinkedHashMap<>();
        for (int source = 0; source < WakeUp.MAX_SOURCES; source++) {
            lastSeqs.put(Long.MAX_VALUE - source, Long.MAX_VALUE);
        }

        assertThat(WakeUp.payload(lastSeqs)).hasSizeLessThan(MAX_PAYLOAD);
        assertThat(WakeUp.positions(WakeUp.payload(lastSeqs))).hasSize(WakeUp.MAX_SOURCES);
    }

    @Test
    void whatIsNoPositionIsPassedOver() {
        assertThat(WakeUp.positions("")).isEmpty();
        assertThat(WakeUp.positions("nonsense,1:2:3,x:1,9223372036854775808:1,7:8,"))
                .containsExactly(new Position(7, 8));
    }
}
