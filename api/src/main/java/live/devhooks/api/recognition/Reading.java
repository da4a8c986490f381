package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.SessionName;

/**
 * What a body says.
 *
 * @param form how its bytes read
 * @param type the event's type
 * @param session the session that it belongs to, where URL, body or source say so
 * @param members what was read from it, as the text of a JSON object
 * @param identity what two deliveries of the same callback of a source have in common, and no other callback has, in at most
 *     {@value #MAX_IDENTITY_LENGTH} characters; empty where it was not recognised, or has no id
 */
public record Reading(
        EventBody.Form form, String type, Optional<SessionName> session, String members, Optional<String> identity) {

    /** Longest identity, in characters: an id, a code, and two words of ours. */
    public static final int MAX_IDENTITY_LENGTH = 2 * Callback.MAX_ID_LENGTH + 50;

    private static final String NOTHING = "{}";

    static Reading of(Callback callback, EventBody.Form form, Optional<SessionName> segment) {
        return new Reading(
                form,
                callback.type(),
                callback.session(segment),
                callback.members().toString(),
                callback.identity());
    }

    static Reading unrecognised(EventBody.Form form, Optional<SessionName> session) {
        return new Reading(form, EventTypes.WEBHOOK, session, NOTHING, Optional.empty());
    }
}
