package live.devhooks.standalone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the readers of the model ask for, and how each comes back. */
enum ReaderKind {
    /** Begins with what comes next, and comes back after the last event that it had. */
    FOLLOWER(null, Map.of()),
    /** Reads a session from its beginning, and comes back after the last event that it had. */
    PAGE("a", Map.of()),
    /** Reads everything, each time. */
    AUDITOR(null, Map.of("replay", "all")),
    /** A named reader that acknowledges all up to an event. */
    LEDGER(null, Map.of("replay", "all", "consumer", "ledger", "ack", "client", "prefetch-count", "4")),
    /** A named reader of a session that acknowledges each event by itself. */
    BOOKKEEPER("b", Map.of("consumer", "bookkeeper", "ack", "client-individual", "prefetch-count", "3"));

    private final @Nullable String session;
    private final Map<String, String> headers;

    ReaderKind(@Nullable String session, Map<String, String> headers) {
        this.session = session;
        this.headers = headers;
    }

    Optional<String> session() {
        return Optional.ofNullable(session);
    }

    String destination(String ofSource) {
        return session == null ? ofSource : ofSource + "/sessions/" + session;
    }

    /** Of a SUBSCRIBE, by whoever names no position. */
    Map<String, String> headers() {
        return new HashMap<>(headers);
    }

    /** Whether it has begun with all that there is when nothing is known of it. */
    boolean beginsWithAll() {
        return session != null || headers.containsKey("replay");
    }

    boolean isConsumer() {
        return headers.containsKey("consumer");
    }

    boolean acknowledgesEachByItself() {
        return "client-individual".equals(headers.get("ack"));
    }

    boolean comesBackByPosition() {
        return !isConsumer() && !headers.containsKey("replay");
    }
}
