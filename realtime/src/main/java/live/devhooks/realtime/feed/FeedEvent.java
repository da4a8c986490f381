package live.devhooks.realtime.feed;

import java.util.Optional;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.SessionName;

/**
 * An event whose JSON is written once for all its readers.
 *
 * @param id its id
 * @param session the session that it belongs to, if any
 * @param json the event in the form of PROTOCOL.md
 */
public record FeedEvent(EventId id, Optional<SessionName> session, String json) {}
