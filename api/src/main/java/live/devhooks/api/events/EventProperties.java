package live.devhooks.api.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Giving out events over the API.
 *
 * @param retention how long an event is given out after it was received (default that of {@code devhooks.feed.retention}, 24 h)
 * @param pageBytes bytes of bodies beyond which a page takes no further event (default 4 MiB)
 * @param chunk most events that one statement looks at (default 500)
 * @param chunkBytes bytes of bodies beyond which one statement looks at no further event (default 4 MiB)
 * @param maxLookedAt most events that are looked at for one page (default 20,000)
 * @param searchTime after which time a search looks no further (default 2 s)
 * @param searches most searches on one node at once; one more waits, as long as a search may take (default 2)
 * @param searchesPerAccount most searches of one account on one node at once, those that wait included (default 2)
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
