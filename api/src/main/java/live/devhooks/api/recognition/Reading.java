package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;

/**
 * What a body says.
 *
 * @param form how its bytes read
 * @param type the event's type
 * @param session what ties it to the call that it answers, or to whatever the source says, where it says so
 * @param members what was read from it, as the text of a JSON object
 */
public record Reading(EventBody.Form form, String type, Optional<String> session, String members) {

    private static final String NOTHING = "{}";

    static Reading unrecognised(EventBody.Form form, Optional<String> session) {
        return new Reading(form, EventTypes.WEBHOOK, session, NOTHING);
    }
}
