package live.devhooks.realtime.feed;

import java.util.Optional;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;

/**
 * A part of a stream that is to be read.
 *
 * @param grant what opens it, and so whose it is
 * @param session the session whose events are meant; all where empty
 * @param after the place after which it begins
 * @param room how much is of use
 */
record Wanted(Grant grant, Optional<SessionName> session, Place after, Room room) {

    Wanted withRoom(Room other) {
        return new Wanted(grant, session, after, other);
    }
}
