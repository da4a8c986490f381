package live.devhooks.realtime.stomp;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {

    private final Unacknowledged events = new Unacknowledged(3, 10);

    @Test
    void standsWhereItStartsUntilSomethingIsSent() {
        assertThat(events.position()).isEqualTo(10);
        assertThat(events.hasRoom()).isTrue();
    }

    @Test
    void hasRoomForAsManyAsMayWait() {
        sent(11, 15, 16);

        assertThat(events.hasRoom()).isFalse();
        events.acknowledge(15, false);
        assertThat(events.hasRoom()).isTrue();
    }

    @Test
    void oneAcknowledgedWithAllBeforeItMovesOnToTheFirstThatWaits() {
        sent(11, 15, 16);

        assertThat(events.acknowledge(15, true))
                .isEqualTo(Map.of(11L, EPOCH.plusSeconds(11), 15L, EPOCH.plusSeconds(15)));

        assertThat(events.position()).isEqualTo(15);
        assertThat(List.of(11L, 15L)).noneMatch(events::holds);
        assertThat(events.holds(16)).isTrue();
        events.acknowledge(16, true);
        assertThat(events.position()).isEqualTo(16);
    }

    @Test
    void oneAcknowledgedByItselfMovesNothingWhileAnEarlierOneWaits() {
        sent(11, 15, 16);

        assertThat(events.acknowledge(16, false)).containsOnlyKeys(16L);
        assertThat(events.position()).isEqualTo(10);

        events.acknowledge(11, false);
        assertThat(events.position()).isEqualTo(14);

        events.acknowledge(15, false);
        assertThat(events.position()).isEqualTo(16);
    }

    @Test
    void movesOnPastWhatIsOthersOnlyWhereNothingWaits() {
        sent(11);
        events.caughtUp(20);
        assertThat(events.position()).isEqualTo(10);

        events.acknowledge(11, true);
        assertThat(events.position()).isEqualTo(20);
    }

    @Test
    void whatDoesNotWaitChangesNothing() {
        sent(11);

        events.acknowledge(11, true);
        assertThat(events.acknowledge(11, false)).isEmpty();
        assertThat(events.acknowledge(99, false)).isEmpty();

        assertThat(events.position()).isEqualTo(11);
    }

    private void sent(long... seqs) {
        for (long seq : seqs) {
            events.sent(seq, EPOCH.plusSeconds(seq));
        }
    }
}
