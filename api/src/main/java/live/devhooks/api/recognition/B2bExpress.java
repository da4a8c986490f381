package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import live.devhooks.protocol.EventTypes;
import tools.jackson.databind.JsonNode;

/**
 * The callback of a B2B express checkout: flat, in camelCase, with {@code resultCode} and {@code requestId}.
 *
 * <p>Source: the Daraja portal's documentation of B2B Express CheckOut, by which {@code status} complements the code, and a
 * {@code transactionId} comes only with a success.
 */
final class B2bExpress {

    /** Others too answer with a code and a request's id: one of these makes it Daraja's. */
    private static final String[] MARKS = {"resultDesc", "conversationID", "transactionId", "paymentReference"};

    private static final Map<String, String> REASONS = Map.of("4001", "cancelled");

    private B2bExpress() {}

    /** The callback in {@code body}; empty where it is none. */
    static Optional<Callback> in(JsonNode body) {
        Optional<String> id = Values.text(body.path("requestId"));
        boolean isDarajas = id.isPresent() && Stream.of(MARKS).anyMatch(body::has);
        return isDarajas ? Values.text(body.path("resultCode")).map(code -> read(body, code, id)) : Optional.empty();
    }

    private static Callback read(JsonNode body, String code, Optional<String> id) {
        Optional<BigDecimal> amount = Values.money(body.path("amount"));
        Optional<String> receipt = Values.receipt(body.path("transactionId"));
        Outcome outcome = outcome(body, code, amount.isPresent() || receipt.isPresent());
        Payment payment = new Payment(
                outcome, amount, receipt.filter(text -> outcome.isPaid()), Optional.empty(), id, Optional.empty());
        return Callback.of(EventTypes.MPESA_B2B_EXPRESS, Optional.empty(), id, payment);
    }

    /** A success that the body contradicts, or that moved no money, is none that we vouch for. */
    private static Outcome outcome(JsonNode body, String code, boolean movedMoney) {
        if (!code.equals(Outcome.SUCCESS_CODE)) {
            return Outcome.failed(code, REASONS.getOrDefault(code, "other"));
        }
        boolean isSuccess = Values.text(body.path("status"))
                .map("SUCCESS"::equalsIgnoreCase)
                .orElse(true);
        return isSuccess && movedMoney ? Outcome.paid(Optional.of(code)) : Outcome.withoutStatus(code, Outcome.SUCCESS);
    }
}
