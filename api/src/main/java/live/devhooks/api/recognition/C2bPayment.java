package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.JsonNode;

/**
 * A customer's payment to a pay bill or till: flat, with {@code TransID} and {@code TransAmount}. It has no code, so these two are the
 * proof of a payment, and a body without either is none.
 *
 * <p>The question whether it may be made (validation) and the notice that it was (confirmation) have the same form. The URL tells them
 * apart; where it does not, a payment that has not been made has not changed the merchant's balance, and so states none.
 */
final class C2bPayment {

    private C2bPayment() {}

    /** The payment in {@code body}; empty where there is none. */
    static Optional<Callback> in(JsonNode body, Optional<SessionName> segment) {
        Optional<String> id = Values.receipt(body.path("TransID"));
        Optional<BigDecimal> amount = Values.positiveMoney(body.path("TransAmount"));
        return id.isPresent() && amount.isPresent()
                ? Optional.of(read(body, id, amount, UrlDirection.ofC2b(segment)))
                : Optional.empty();
    }

    private static Callback read(
            JsonNode body, Optional<String> id, Optional<BigDecimal> amount, Optional<UrlDirection> direction) {
        boolean isMade = direction
                .map(UrlDirection.CONFIRMATION::equals)
                .orElseGet(() -> Values.money(body.path("OrgAccountBalance")).isPresent());
        Payment payment = new Payment(
                isMade ? Outcome.paid(Optional.empty()) : Outcome.pending(Optional.empty(), "validation"),
                amount,
                id,
                Values.text(body.path("MSISDN")),
                Values.text(body.path("BillRefNumber")),
                Values.text(body.path("TransTime")).flatMap(Values::time));
        return Callback.of(
                isMade ? EventTypes.MPESA_C2B_CONFIRMATION : EventTypes.MPESA_C2B_VALIDATION, direction, id, payment);
    }
}
