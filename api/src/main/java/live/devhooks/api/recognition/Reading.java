package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;

/**
 * What a body says.
 *
 * @param form how its bytes read
 * @param type the event's type
 * @param correlationId what ties it to the call that it answers, where it says so
 * @param pointed what the source's JSON pointer finds, where the body is not recognised
 * @param members what was read from it, as the text of a JSON object
 */
public record Reading(
        EventBody.Form form, String type, Optional<String> correlationId, Optional<String> pointed, String members) {

    private static final String NOTHING = "{}";

    static Reading unrecognised(EventBody.Form form) {
        return unrecognised(form, Optional.empty());
    }

    static Reading unrecognised(EventBody.Form form, Optional<String> pointed) {
        return new Reading(form, EventTypes.WEBHOOK, Optional.empty(), pointed, NOTHING);
    }
}
