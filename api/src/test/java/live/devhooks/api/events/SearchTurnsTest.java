package live.devhooks.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import live.devhooks.api.problems.ProblemException;
import org.junit.jupiter.api.Test;

class SearchTurnsTest {

    private static final UUID MINE = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();

    @Test
    void anAccountHasSoManySearchesAtOnceAndOthersStillHaveTheirs() {
        SearchTurns turns = turns(2, 1);

        String found = turns.take(MINE, () -> {
            assertThatThrownBy(() -> turns.take(MINE, () -> "")).isInstanceOf(ProblemException.class);
            return turns.take(THEIRS, () -> "theirs");
        });

        assertThat(found).isEqualTo("theirs");
        assertThat(turns.take(MINE, () -> "again")).isEqualTo("again");
    }

    @Test
    void whoWaitsForTooLongIsToldToTryAgain() {
        SearchTurns turns = turns(1, 5);

        turns.take(MINE, () -> {
            assertThatThrownBy(() -> turns.take(THEIRS, () -> ""))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("try again");
            return "";
        });

        assertThat(turns.take(THEIRS, () -> "again")).isEqualTo("again");
    }

    @Test
    void aSearchThatFailsGivesItsTurnBack() {
        SearchTurns turns = turns(1, 1);

        assertThatThrownBy(() -> turns.take(MINE, () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(turns.take(MINE, () -> "again")).isEqualTo("again");
    }

    private static SearchTurns turns(int searches, int perAccount) {
        return new SearchTurns(
                new EventProperties(Duration.ofHours(24), 1, 1, 1, 1, Duration.ofMillis(10), searches, perAccount));
    }
}
