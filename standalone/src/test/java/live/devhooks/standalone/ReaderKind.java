package live.devhooks.standalone;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the readers of the model ask for, and how each comes back. */
enum ReaderKind {
    /** Begins with what comes next, and comes back after the last event that it had. */
    FOLLOWER(null),
    /** Reads a session from its beginning, and comes back after the last event that it had. */
    PAGE("a"),
    /** Reads everything, each time. */
    AUDITOR(null),
    /** A named reader that acknowledges all up to an event. */
    LEDGER(null),
    /** A named reader of a session that acknowledges each event by itself. */
    BOOKKEEPER("b");

    private final @Nullable String session;

    ReaderKind(@Nullable String session) {
        this.session = session;
    }

    Optional<String> session() {
        return Optional.ofNullable(session);
    }

    String destination(String ofSource) {
        return session == null ? ofSource : ofSource + "/sessions/" + session;
    }

    /** Of a SUBSCRIBE, by whoever names no position. */
    Map<String, String> headers() {
        return switch (this) {
            case FOLLOWER, PAGE -> Map.of();
            case AUDITOR -> Map.of("replay", "all");
            case LEDGER -> Map.of("replay", "all", "consumer", "ledger", "ack", "client", "prefetch-count", "4");
            case BOOKKEEPER -> Map.of("consumer", "bookkeeper", "ack", "client-individual", "prefetch-count", "3");
        };
    }

    /** Whether it begins with all that there is when nothing is known of it. */
    boolean beginsWithAll() {
        return this != FOLLOWER;
    }

    boolean isConsumer() {
        return this == LEDGER || this == BOOKKEEPER;
    }

    boolean acknowledgesEachByItself() {
        return this == BOOKKEEPER;
    }

    boolean comesBackByPosition() {
        return this == FOLLOWER || this == PAGE;
    }
}
