package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.util.Optional;
import live.devhooks.protocol.EventTypes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The callback of an STK push: {@code Body.stkCallback} with a {@code ResultCode}, which proves the outcome alone.
 * {@code CallbackMetadata} is there only on success, and not always then.
 */
final class StkCallback {

    private final JsonNode callback;
    private final String resultCode;
    private final NamedItems metadata;
    private final Optional<BigDecimal> amount;

    private StkCallback(JsonNode callback, String resultCode) {
        this.callback = callback;
        this.resultCode = resultCode;
        this.metadata = NamedItems.in(callback.path("CallbackMetadata").path("Item"), "Name", "Value");
        this.amount = metadata.money("Amount");
    }

    /** The callback in {@code body}; empty where it is none, or one without an outcome. */
    static Optional<Callback> in(JsonNode body) {
        JsonNode callback = body.path("Body").path("stkCallback");
        return Values.text(callback.path("ResultCode")).map(code -> new StkCallback(callback, code).read());
    }

    private Callback read() {
        Optional<String> id = Values.text(callback.path("CheckoutRequestID"));
        return new Callback(EventTypes.MPESA_CALLBACK, Optional.empty(), id, payment(id), lifted());
    }

    private Payment payment(Optional<String> id) {
        Outcome outcome = StkCode.outcome(resultCode);
        return new Payment(
                outcome,
                amount,
                metadata.text("MpesaReceiptNumber").filter(text -> outcome.isPaid() && Values.isReceipt(text)),
                metadata.text("PhoneNumber"),
                id,
                metadata.text("TransactionDate").flatMap(Values::time));
    }

    private ObjectNode lifted() {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("ResultCode", resultCode);
        for (String name : new String[] {"ResultDesc", "MerchantRequestID", "CheckoutRequestID"}) {
            Values.text(callback.path(name)).ifPresent(value -> members.put(name, value));
        }
        amount.ifPresent(value -> members.put("Amount", value));
        for (String name : new String[] {"MpesaReceiptNumber", "TransactionDate", "PhoneNumber"}) {
            metadata.text(name).ifPresent(value -> members.put(name, value));
        }
        return members;
    }
}
