package live.devhooks.api.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Giving out events over the API.
 *
 * @param retention how long after its reception {@code /v1} gives an event out
 * @param pageBytes bytes of bodies beyond which a page takes no further event
 * @param chunk most events that one statement looks at
 * @param chunkBytes bytes of bodies beyond which one statement looks at no further event
 * @param maxLookedAt most events that are looked at for one page; what is left is for the next page
 * @param searchTime how long events are looked at for one page; what is left is for the next page
 * @param searches most searches on one node at once; one more waits for {@code devhooks.events.search-time} and is then answered 503
 * @param searchesPerAccount most searches of one account on one node at once, those that wait included; one more is answered 429
 */
@ConfigurationProperties("devhooks.events")
record EventProperties(
        @DefaultValue("24h") Duration retention,
        @DefaultValue("4194304") int pageBytes,
        @DefaultValue("500") int chunk,
        @DefaultValue("4194304") int chunkBytes,
        @DefaultValue("20000") int maxLookedAt,
        @DefaultValue("2s") Duration searchTime,
        @DefaultValue("2") int searches,
        @DefaultValue("2") int searchesPerAccount) {

    /** Rejects bounds with which nothing would ever be found. */
    EventProperties {
        if (pageBytes < 1
                || chunk < 1
                || chunkBytes < 1
                || maxLookedAt < 1
                || searches < 1
                || searchesPerAccount < 1
                || searchTime.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "devhooks.events.page-bytes, chunk, chunk-bytes, max-looked-at, searches and"
                            + " searches-per-account must be at least 1, search-time at least 1ms");
        }
    }
}
