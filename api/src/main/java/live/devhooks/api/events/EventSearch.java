package live.devhooks.api.events;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import live.devhooks.api.events.KeptEvents.LookedAt;
import live.devhooks.api.sources.Source;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.EventId;
import org.springframework.stereotype.Component;

/**
 * Fills pages of events, newest first. What no index finds is looked for by looking, which costs whoever takes webhooks in no further
 * index: chunk by chunk, until the page is full or so many events have been looked at, or for so long, that the page has to go on later.
 */
@Component
class EventSearch {

    /** How many times as large each chunk is as the one before: most pages are full after the first. */
    private static final int GROWTH = 4;

    private final KeptEvents events;
    private final SearchTurns turns;
    private final EventProperties properties;
    private final InstantSource clock;

    EventSearch(KeptEvents events, SearchTurns turns, EventProperties properties, InstantSource clock) {
        this.events = events;
        this.turns = turns;
        this.properties = properties;
        this.clock = clock;
    }

    /** The newest events that {@code query} asks for. */
    EventPage page(Source source, EventQuery query) {
        return query.isSearch() ? turns.take(Tenancy.required(), () -> fill(source, query)) : fill(source, query);
    }

    private EventPage fill(Source source, EventQuery query) {
        Instant end = clock.instant().plus(properties.searchTime());
        FoundEvents found = new FoundEvents(query.limit(), properties.pageBytes());
        Edge before = query.before();
        int size = query.limit() + 1;
        int lookedAt = 0;
        while (true) {
            List<LookedAt> chunk = events.newest(source, query, before, size);
            for (LookedAt event : chunk) {
                if (!addIfWanted(event, query, found)) {
                    return found.full();
                }
                before = before.at(event.seq());
            }
            if (!isFull(chunk, size)) {
                return found.last();
            }
            lookedAt += chunk.size();
            if (lookedAt >= properties.maxLookedAt() || clock.instant().isAfter(end)) {
                return found.goingOnBefore(new EventId(source.id(), before.seq()));
            }
            size = Math.min(size * GROWTH, Math.max(properties.chunk(), query.limit() + 1));
        }
    }

    /** False where it is wanted and there is no room for it. */
    private static boolean addIfWanted(LookedAt lookedAt, EventQuery query, FoundEvents found) {
        return lookedAt.event()
                .filter(event -> query.text().map(text -> text.isIn(event)).orElse(true))
                .map(found::add)
                .orElse(true);
    }

    /** Whether more may follow. */
    private boolean isFull(List<LookedAt> chunk, int size) {
        long bytes = chunk.stream().mapToLong(LookedAt::bytes).sum();
        return chunk.size() >= size || bytes >= properties.chunkBytes();
    }
}
