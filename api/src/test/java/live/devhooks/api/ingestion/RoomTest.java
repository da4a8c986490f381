package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import live.devhooks.protocol.EventBody;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(new IngestProperties(
            1,
            EventBody.MAX_BYTES,
            1,
            1,
            Duration.ofMillis(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            100,
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMinutes(1)));
    private final CompletableFuture<IngestOutcome> first = new CompletableFuture<>();

    @Test
    void whoComesWhileItIsTakenFindsNone() {
        CompletableFuture<IngestOutcome> waiting = room.with(EventBody.MAX_BYTES - 4_096, () -> first);
        assertThat(second()).isCompletedWithValue(new IngestOutcome.Overloaded());

        first.complete(new IngestOutcome.Unavailable());

        assertThat(waiting).isCompletedWithValue(new IngestOutcome.Unavailable());
        assertThat(second()).isCompletedWithValue(new IngestOutcome.UnknownKey());
    }

    @Test
    void itIsThereAgainWhateverWentWrong() {
        CompletableFuture<IngestOutcome> waiting = room.with(EventBody.MAX_BYTES - 4_096, () -> first);
        first.completeExceptionally(new IllegalStateException());
        CompletableFuture<IngestOutcome> thrown = room.with(EventBody.MAX_BYTES - 4_096, () -> {
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
