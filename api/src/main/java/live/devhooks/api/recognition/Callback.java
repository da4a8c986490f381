package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A callback of Daraja's, recognised.
 *
 * @param type the event's type
 * @param direction what its URL is for, where the URL says so
 * @param id what it has in common with no other but its own second delivery, together with type and outcome
 * @param payment what it tells
 * @param lifted its own fields that become members of the event
 */
record Callback(
        String type, Optional<UrlDirection> direction, Optional<String> id, Payment payment, ObjectNode lifted) {

    /** Longest id and longest code, in characters, of which a second delivery is recognised. Daraja's have 64 at most. */
    static final int MAX_ID_LENGTH = 200;

    /** A callback of which nothing but its payment becomes a member of the event. */
    static Callback of(String type, Optional<UrlDirection> direction, Optional<String> id, Payment payment) {
        return new Callback(type, direction, id, payment, JsonNodeFactory.instance.objectNode());
    }

    /** The callback in {@code body}, which was delivered to a URL with this segment; empty where it is none that we know. */
    static Optional<Callback> in(JsonNode body, Optional<SessionName> segment) {
        if (!body.isObject()) {
            return Optional.empty();
        }
        return StkCallback.in(body)
                .or(() -> ResultCallback.in(body, segment))
                .or(() -> C2bPayment.in(body, segment))
                .or(() -> B2bExpress.in(body))
                .or(() -> Ratiba.in(body))
                .or(() -> BillManagerPayment.in(body))
                .or(() -> QueuedRequest.in(body, segment));
    }

    /** The session that {@code segment} names, unless it says what the URL is for. */
    Optional<SessionName> session(Optional<SessionName> segment) {
        Optional<SessionName> own = payment.correlationId().flatMap(SessionName::of);
        return direction.isPresent() ? own : segment.or(() -> own);
    }

    /** Type, status, code and id, a line each, so that they cannot run into each other. */
    Optional<String> identity() {
        String code = payment.outcome().code().orElse("");
        String status = payment.outcome().status().map(PaymentStatus::word).orElse("");
        return id.filter(value -> isShortLine(value) && isShortLine(code))
                .map(value -> String.join("\n", type, status, code, value));
    }

    private static boolean isShortLine(String text) {
        return text.length() <= MAX_ID_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }

    ObjectNode members() {
        lifted.set("payment", payment.toJson());
        return lifted;
    }
}
