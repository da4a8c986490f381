package live.devhooks.api.events;

import java.util.ArrayList;
import java.util.List;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventId;

/** A page as it fills. */
final class FoundEvents {

    private final int limit;
    private final int maxBytes;
    private final List<Event> events = new ArrayList<>();
    private long bytes;

    /** Room for {@code limit} events, of which only the first may alone have more bytes than {@code maxBytes}. */
    FoundEvents(int limit, int maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /** Adds {@code event}; false where there is no room for it. */
    boolean add(Event event) {
        int size = event.body().bytes().length;
        if (events.size() == limit || (!events.isEmpty() && bytes + size > maxBytes)) {
            return false;
        }
        bytes += size;
        return events.add(event);
    }

    /** The page, behind which there is nothing. */
    EventPage last() {
        return new EventPage(json(), null);
    }

    /** The page, which goes on behind its last event. */
    EventPage full() {
        return goingOnBefore(events.get(events.size() - 1).id());
    }

    /** The page, which goes on at a place up to which all was looked at. */
    EventPage goingOnBefore(EventId place) {
        return new EventPage(json(), place.toString());
    }

    private List<EventJson> json() {
        return events.stream().map(event -> new EventJson(event.toJson())).toList();
    }
}
