package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final int BURST = 10;

    private final Instant now = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aBurstIsTakenAtOnceAndNothingBeyondIt() {
        assertThat(room(at(now, Instant.EPOCH))).isEqualTo(BURST);
    }

    @Test
    void whatWasSpentComesBackEvenly() {
        Position spent = at(now, Instant.EPOCH);
        for (int number = 0; number < BURST; number++) {
            spent = spent.spend(BURST);
        }

        assertThat(room(at(now.plusMillis(99), spent.burstUntil()))).isZero();
        assertThat(room(at(now.plusMillis(100), spent.burstUntil()))).isEqualTo(1);
        assertThat(room(at(now.plusMillis(550), spent.burstUntil()))).isEqualTo(5);
        assertThat(room(at(now.plusSeconds(60), spent.burstUntil()))).isEqualTo(BURST);
    }

    @Test
    void anEventIsReceivedNeitherBeforeTheOneBeforeItNorInTheFuture() {
        Position position = new Position(7, now.minusSeconds(5), Instant.EPOCH, now);

        assertThat(position.next(now.minusSeconds(10)))
                .extracting(Position::lastSeq, Position::lastReceivedAt)
                .containsExactly(8L, now.minusSeconds(5));
        assertThat(position.next(now.plus(Duration.ofHours(1))).lastReceivedAt())
                .isEqualTo(now);
    }

    private static Position at(Instant now, Instant burstUntil) {
        return new Position(0, Instant.EPOCH, burstUntil, now);
    }

    private static int room(Position from) {
        int room = 0;
        for (Position position = from; position.hasRoom(BURST); position = position.spend(BURST)) {
            room++;
        }
        return room;
    }
}
