package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventTraceTest {

    /** {@code printf %s evt_00000000000070000000000001 | sha256sum | cut -c1-32}, and the 16 digits after them. */
    @Test
    void isWhatAShellMakesOfTheEventsId() {
        EventId event = new EventId(7, 1);

        assertThat(event).hasToString("evt_00000000000070000000000001");
        assertThat(EventTrace.of(event))
                .isEqualTo(new EventTrace("6d246187eb94454fb8a26edb697d71e2", "d9ceaf07c8b91f9c"));
    }

    @Test
    void isAnotherForEachEvent() {
        assertThat(LongStream.rangeClosed(1, 1_000)
                        .mapToObj(seq -> EventTrace.of(new EventId(7, seq)).traceId()))
                .doesNotHaveDuplicates();
        assertThat(EventTrace.of(new EventId(1, 7))).isNotEqualTo(EventTrace.of(new EventId(7, 1)));
    }
}
