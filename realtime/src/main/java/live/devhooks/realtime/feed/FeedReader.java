package live.devhooks.realtime.feed;

import live.devhooks.protocol.EventId;

/**
 * Takes the events of one stream, in order. Called by one thread at a time; must not block. Whoever answers that there is no room says
 * so again with {@link Subscription#resume()} when there is.
 */
public interface FeedReader {

    /**
     * Says where it starts. Called once, before all else.
     *
     * @param after the event that it starts after; it may be that of none
     * @param gap whether the position that was asked for is no longer kept
     */
    default void starts(EventId after, boolean gap) {}

    /** Whether another event may be handed over. */
    boolean hasRoom();

    /** How much of what it does not have yet is worth reading at once, where there is room. */
    default Room room() {
        return Room.ENOUGH;
    }

    /** Whether an event that it is handed is delivered by that. Not where somebody only looks on. */
    default boolean counts() {
        return true;
    }

    /** Hands over the next event. It need not be sent before {@link #flush()}. */
    void event(FeedEvent event);

    /** Says that no further event comes for the moment. */
    default void flush() {}

    /**
     * Says that everything which was there has been handed over, and that the rest will come as it becomes durable. Called once.
     *
     * @param position where the stream stands: to continue after it is to miss nothing
     * @param gap whether the position that was asked for is no longer kept
     */
    void live(EventId position, boolean gap);
}
