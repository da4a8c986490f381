package live.devhooks.api.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import live.devhooks.api.events.KeptEvents.KeptEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one event beside what streams give: members that follow its own.
 *
 * @param headers those of its request that are kept, by their names in lower case
 * @param sourceAddress from where it came; null where that was not kept
 * @param bytes the size of its body
 * @param durableAt when its transaction was committed; null where the database keeps no such times
 * @param deliveredAt when the connection of a reader was first given it; null where it was not, or that is not known yet
 * @param acknowledgedAt when a reader first acknowledged it; null likewise
 * @param duplicates how often its webhook came once more, and was answered as the first time
 * @param lastDuplicateAt when it did last; null where it did not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventDetails(
        Map<String, String> headers,
        @Nullable String sourceAddress,
        int bytes,
        @Nullable Instant durableAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant acknowledgedAt,
        long duplicates,
        @Nullable Instant lastDuplicateAt) {

    private static final String SEPARATOR = ": ";

    static EventDetails of(KeptEvent kept) {
        return new EventDetails(
                headers(kept),
                kept.address(),
                kept.event().body().bytes().length,
                kept.times().durableAt(),
                kept.times().deliveredAt(),
                kept.times().acknowledgedAt(),
                kept.times().duplicates(),
                kept.times().lastDuplicateAt());
    }

    private static Map<String, String> headers(KeptEvent kept) {
        Map<String, String> headers = new TreeMap<>();
        if (!kept.contentType().isEmpty()) {
            headers.put("content-type", kept.contentType());
        }
        kept.headers().lines().map(line -> line.split(SEPARATOR, 2)).forEach(line -> headers.put(line[0], line[1]));
        return headers;
    }
}
