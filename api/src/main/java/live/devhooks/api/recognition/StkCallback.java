package live.devhooks.api.recognition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The callback of an STK push: {@code Body.stkCallback} with a {@code ResultCode}. Its fields are read by name wherever they stand,
 * numbers and strings alike; {@code CallbackMetadata} is there only on success, and not always then.
 */
final class StkCallback {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ZoneOffset EAST_AFRICA_TIME = ZoneOffset.ofHours(3);
    private static final DateTimeFormatter TRANSACTION_DATE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter COMPLETED_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /** Digits before and after the point beyond which a number is no amount of money. */
    private static final int MAX_AMOUNT_DIGITS = 15;

    private final JsonNode callback;
    private final String resultCode;

    private StkCallback(JsonNode callback, String resultCode) {
        this.callback = callback;
        this.resultCode = resultCode;
    }

    /** The callback in {@code body}; empty where it is none, or one without an outcome. */
    static Optional<StkCallback> in(JsonNode body) {
        JsonNode callback = body.path("Body").path("stkCallback");
        return text(callback.path("ResultCode")).map(code -> new StkCallback(callback, code));
    }

    Reading reading() {
        Optional<String> correlationId = text(callback.path("CheckoutRequestID"));
        ObjectNode members = NODES.objectNode();
        members.put("ResultCode", resultCode);
        lift(members, "ResultDesc");
        lift(members, "MerchantRequestID");
        lift(members, "CheckoutRequestID");
        amount().ifPresent(amount -> members.put("Amount", amount));
        for (String name : new String[] {"MpesaReceiptNumber", "TransactionDate", "PhoneNumber"}) {
            item(name).ifPresent(value -> members.put(name, value));
        }
        members.set("payment", payment(correlationId));
        return new Reading(EventBody.Form.JSON, EventTypes.MPESA_CALLBACK, correlationId, members.toString());
    }

    private ObjectNode payment(Optional<String> correlationId) {
        ObjectNode payment = NODES.objectNode();
        payment.put("status", StkCode.status(resultCode));
        payment.put("resultCode", resultCode);
        payment.put("reason", StkCode.reason(resultCode));
        amount().ifPresent(amount -> payment.put("amount", amount));
        item("MpesaReceiptNumber")
                .filter(receipt -> resultCode.equals(StkCode.SUCCESS))
                .ifPresent(receipt -> payment.put("receipt", receipt));
        item("PhoneNumber").ifPresent(phone -> payment.put("phone", phone));
        correlationId.ifPresent(id -> payment.put("correlationId", id));
        item("TransactionDate")
                .flatMap(StkCallback::completedAt)
                .ifPresent(completedAt -> payment.put("completedAt", completedAt));
        return payment;
    }

    private void lift(ObjectNode members, String name) {
        text(callback.path(name)).ifPresent(value -> members.put(name, value));
    }

    private Optional<BigDecimal> amount() {
        return item("Amount").flatMap(StkCallback::money);
    }

    /** The value of the first item of this name that has one. */
    private Optional<String> item(String name) {
        for (JsonNode item : items()) {
            Optional<String> value =
                    item.path("Name").asString("").equals(name) ? text(item.path("Value")) : Optional.empty();
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** A list, or the single item where there is no list. */
    private Iterable<JsonNode> items() {
        JsonNode items = callback.path("CallbackMetadata").path("Item");
        return items.isObject() ? List.of(items) : items;
    }

    /** A string or a number as trimmed text; empty for anything else and for the empty string. */
    private static Optional<String> text(JsonNode value) {
        String text = plain(value);
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Texts.storable(text.strip()));
    }

    private static @Nullable String plain(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return isMoney(number) ? number.toPlainString() : number.toString();
        }
        return null;
    }

    private static Optional<BigDecimal> money(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(StkCallback::isMoney);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean isMoney(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_AMOUNT_DIGITS && number.precision() <= MAX_AMOUNT_DIGITS;
    }

    private static Optional<String> completedAt(String transactionDate) {
        try {
            LocalDateTime local = LocalDateTime.parse(transactionDate, TRANSACTION_DATE);
            return Optional.of(COMPLETED_AT.format(local.atOffset(EAST_AFRICA_TIME)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
