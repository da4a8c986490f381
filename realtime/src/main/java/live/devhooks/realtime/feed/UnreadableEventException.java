package live.devhooks.realtime.feed;

import live.devhooks.protocol.EventId;

/** An event is in the store and cannot be read, as one that a newer version wrote. */
final class UnreadableEventException extends RuntimeException {

    private final EventId event;

    UnreadableEventException(EventId event, RuntimeException cause) {
        super("event " + event + ": " + cause, cause);
        this.event = event;
    }

    EventId event() {
        return event;
    }
}
