package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event's {@code payment}: the same members, whichever kind of callback tells of it.
 *
 * @param outcome how it ended
 * @param amount in KES, as Daraja's own fields state it, paid or not
 * @param receipt of a payment that was made, or, in a C2B validation, that is to be made
 * @param phone digits, masked, or hashed, as sent
 * @param correlationId what ties it to the call that it answers, or to what the payer typed
 * @param completedAt ISO 8601 in East Africa Time
 */
record Payment(
        Outcome outcome,
        Optional<BigDecimal> amount,
        Optional<String> receipt,
        Optional<String> phone,
        Optional<String> correlationId,
        Optional<String> completedAt) {

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        outcome.status().ifPresent(status -> json.put("status", status.word()));
        outcome.code().ifPresent(code -> json.put("resultCode", code));
        json.put("reason", outcome.reason());
        amount.ifPresent(value -> json.put("amount", value));
        receipt.ifPresent(value -> json.put("receipt", value));
        phone.ifPresent(value -> json.put("phone", value));
        correlationId.ifPresent(value -> json.put("correlationId", value));
        completedAt.ifPresent(value -> json.put("completedAt", value));
        return json;
    }
}
