package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 1842, Long.MAX_VALUE})
    void isReadBackAsItWasWritten(long number) {
        EventId id = new EventId(Long.MAX_VALUE - number, number);

        assertThat(EventId.parse(id.toString())).contains(id);
    }

    @Test
    void sortsAsTextInTheOrderOfItsSource() {
        List<String> ids = new ArrayList<>(LongStream.of(1, 2, 9, 10, 31, 32, 33, 1023, 1024, 1_000_000, Long.MAX_VALUE)
                .mapToObj(seq -> new EventId(7, seq).toString())
                .toList());
        List<String> inOrder = List.copyOf(ids);

        Collections.shuffle(ids);
        Collections.sort(ids);

        assertThat(ids).isEqualTo(inOrder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evt_",
                "1842",
                "evt_0000000000000000000000001",
                "evt_0000000000001000000000000I",
                "evt_zzzzzzzzzzzzz0000000000001",
                "EVT_00000000000010000000000001"
            })
    void whatIsNoIdIsNotRead(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }
}
