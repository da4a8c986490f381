package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import live.devhooks.protocol.EventTypes;
import tools.jackson.databind.JsonNode;

/**
 * A payment of a bill: flat, in camelCase, with {@code transactionId} and {@code paidAmount}. It has no code, so these two are the proof,
 * together with a name of the bill or of the merchant, without which it may be anybody's.
 */
final class BillManagerPayment {

    private BillManagerPayment() {}

    /** The payment in {@code body}; empty where there is none. */
    static Optional<Callback> in(JsonNode body) {
        Optional<String> id = Values.receipt(body.path("transactionId"));
        Optional<BigDecimal> amount = Values.positiveMoney(body.path("paidAmount"));
        Optional<String> reference = Values.text(body.path("accountReference"));
        boolean isDarajas =
                reference.isPresent() || Values.text(body.path("shortCode")).isPresent();
        return id.isPresent() && amount.isPresent() && isDarajas
                ? Optional.of(read(body, id, amount, reference))
                : Optional.empty();
    }

    private static Callback read(
            JsonNode body, Optional<String> id, Optional<BigDecimal> amount, Optional<String> reference) {
        Payment payment = new Payment(
                Outcome.paid(Optional.empty()),
                amount,
                id,
                Values.text(body.path("msisdn")),
                reference,
                Values.text(body.path("dateCreated")).flatMap(Values::time));
        return Callback.of(EventTypes.MPESA_BILL_MANAGER, Optional.empty(), id, payment);
    }
}
