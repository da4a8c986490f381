package live.devhooks.realtime.feed;

/**
 * How a kind of connection sends an event: the part that is the same for all readers of that kind who see as much of it. One instance stands for one
 * form; {@link FeedEvent} keeps what each has written.
 */
@FunctionalInterface
public interface WireForm {

    /** The bytes for the event with this id, whose JSON this is. */
    byte[] write(String id, String json);
}
