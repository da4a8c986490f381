package live.devhooks.api.recognition;

import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.JsonNode;

/**
 * The notice of a queue timeout that echoes the request: flat, with members of a request's that no callback has. Nothing is final about
 * it: the result may still come.
 */
final class QueuedRequest {

    /** Of these a request has all, and one that looks like it at least so many. */
    private static final List<String> MARKS =
            List.of("SecurityCredential", "CommandID", "QueueTimeOutURL", "ResultURL");

    private static final int ENOUGH_MARKS = 2;

    private QueuedRequest() {}

    /** The echo in {@code body}; empty where it is none. */
    static Optional<Callback> in(JsonNode body, Optional<SessionName> segment) {
        long marks = MARKS.stream()
                .filter(mark -> !Values.ignoringCase(body, mark).isMissingNode())
                .count();
        return marks < ENOUGH_MARKS ? Optional.empty() : Optional.of(read(body, UrlDirection.ofRequest(segment)));
    }

    private static Callback read(JsonNode request, Optional<UrlDirection> direction) {
        Optional<String> id = Values.text(Values.ignoringCase(request, "OriginatorConversationID"));
        Payment payment = new Payment(
                timeout(Optional.empty()),
                Values.money(Values.ignoringCase(request, "Amount")),
                Optional.empty(),
                Values.text(Values.ignoringCase(request, "PartyB")).flatMap(Values::phone),
                id,
                Optional.empty());
        return Callback.of(EventTypes.MPESA_TIMEOUT, direction, id, payment);
    }

    /** What is known at a timeout, with the code that came with it, if one did. */
    static Outcome timeout(Optional<String> code) {
        return Outcome.pending(code, "timeout");
    }
}
