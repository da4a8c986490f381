package live.devhooks.realtime.feed;

import java.util.Optional;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;

/** Where a reader starts in a stream. */
public sealed interface StartPosition {

    /** With the oldest event that is kept. */
    record Oldest() implements StartPosition {}

    /** With the next event that becomes durable. */
    record Now() implements StartPosition {}

    /** With the one after this event; with the oldest, and a gap, where this one is unknown or no longer kept. */
    record After(EventId id) implements StartPosition {}

    /**
     * Where a client asked to start; empty where {@code replay} is neither {@code all} nor {@code none}.
     *
     * @param lastEventId what it had last, which goes before all else; one that was never ours is a position that is not kept
     * @param replay what it said outright
     * @param isSession whether it reads one session, all of which it gets where it says nothing
     */
    static Optional<StartPosition> asked(@Nullable String lastEventId, @Nullable String replay, boolean isSession) {
        if (lastEventId != null) {
            return Optional.of(new After(EventId.parse(lastEventId).orElse(new EventId(0, Long.MAX_VALUE))));
        }
        return switch (replay == null ? (isSession ? "all" : "none") : replay) {
            case "all" -> Optional.of(new Oldest());
            case "none" -> Optional.of(new Now());
            default -> Optional.empty();
        };
    }
}
