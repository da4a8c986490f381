package live.devhooks.api.events;

import java.util.Optional;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a source are asked for.
 *
 * @param session those of this session
 * @param type those of this type
 * @param status those of which the payment stands so
 * @param text those in which this is found
 * @param after those after it
 * @param before those before it
 * @param limit how many at most
 */
record EventQuery(
        Optional<SessionName> session,
        @Nullable String type,
        @Nullable String status,
        Optional<SearchText> text,
        Edge after,
        Edge before,
        int limit) {

    /** Whether events have to be looked at that no index tells from those that are asked for. */
    boolean isSearch() {
        return type != null || status != null || text.isPresent();
    }
}
