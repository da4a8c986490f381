package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int BODY = 1_000;

    private final Room room = new Room(BODY + Room.BESIDE_THE_BODY);
    private final CompletableFuture<IngestOutcome> first = new CompletableFuture<>();

    @Test
    void whoComesWhileItIsTakenFindsNone() {
        CompletableFuture<IngestOutcome> waiting = room.with(BODY, () -> first);
        assertThat(second()).isCompletedWithValue(new IngestOutcome.Overloaded());

        first.complete(new IngestOutcome.Unavailable());

        assertThat(waiting).isCompletedWithValue(new IngestOutcome.Unavailable());
        assertThat(second()).isCompletedWithValue(new IngestOutcome.UnknownKey());
    }

    @Test
    void itIsThereAgainWhateverWentWrong() {
        CompletableFuture<IngestOutcome> waiting = room.with(BODY, () -> first);
        first.completeExceptionally(new IllegalStateException());
        CompletableFuture<IngestOutcome> thrown = room.with(BODY, () -> {
            throw new IllegalStateException();
        });

        assertThat(waiting).isCompletedExceptionally();
        assertThat(thrown).isCompletedExceptionally();
        assertThat(second()).isCompletedWithValue(new IngestOutcome.UnknownKey());
    }

    private CompletableFuture<IngestOutcome> second() {
        return room.with(1, () -> CompletableFuture.completedFuture(new IngestOutcome.UnknownKey()));
    }
}
