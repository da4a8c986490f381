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
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventDetails(
        Map<String, String> headers,
        @Nullable String sourceAddress,
        int bytes,
        @Nullable Instant durableAt) {

    private static final String SEPARATOR = ": ";

    static EventDetails of(KeptEvent kept) {
        return new EventDetails(
                headers(kept), kept.address(), kept.event().body().bytes().length, kept.durableAt());
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
