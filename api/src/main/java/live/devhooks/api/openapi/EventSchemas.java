package live.devhooks.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;

/** How events stand in the document. They are no records of the API: their JSON is put together where streams have it from, too. */
final class EventSchemas {

    private static final String EVENT = "Event";
    private static final String PAYMENT = "Payment";
    private static final String DETAILS = "EventDetails";

    private EventSchemas() {}

    static void addTo(Components components) {
        components.addSchemas(PAYMENT, payment());
        components.addSchemas(EVENT, event());
        components.addSchemas(DETAILS, details());
    }

    private static Schema<?> payment() {
        ObjectSchema payment = new ObjectSchema();
        payment.setDescription("The same members, whichever kind of callback tells of it; absent where it lacks them");
        payment.addProperty(
                "status",
                text("Absent where the callback is about no payment")._enum(List.of("paid", "failed", "pending")));
        payment.addProperty("resultCode", text("Daraja's code"));
        payment.addProperty("reason", text("One stable word, such as `cancelled`"));
        payment.addProperty("amount", new NumberSchema().description("In KES"));
        payment.addProperty("receipt", new StringSchema());
        payment.addProperty("phone", text("As sent: digits, masked, or a SHA-256"));
        payment.addProperty("correlationId", text("What ties it to the call that it answers, or what the payer typed"));
        payment.addProperty("completedAt", time("In East Africa Time"));
        payment.setRequired(List.of("reason"));
        return payment;
    }

    private static Schema<?> event() {
        ObjectSchema event = new ObjectSchema();
        event.setDescription("As streams give it");
        event.addProperty("id", text("Sorts in stream order within its source"));
        event.addProperty("seq", new IntegerSchema().format("int64").description("1, 2, 3 … within its source"));
        event.addProperty("source", new StringSchema());
        event.addProperty("session", text("Absent where there is none"));
        event.addProperty("type", text("What it was recognised as, such as `mpesa_callback`, or `webhook`"));
        event.addProperty("receivedAt", time("With microseconds"));
        addStkFields(event);
        event.addProperty("payment", new Schema<>().$ref(PAYMENT));
        event.addProperty(
                "payload", new Schema<>().description("The body: JSON as it is, else a string; see `payloadEncoding`"));
        event.addProperty(
                "payloadEncoding", text("How `payload` holds what is no JSON")._enum(List.of("text", "base64")));
        event.setRequired(List.of("id", "seq", "source", "type", "receivedAt", "payload"));
        return event;
    }

    /** Those of the callback of an STK push. */
    private static void addStkFields(Schema<?> event) {
        for (String name : List.of("ResultCode", "ResultDesc", "MerchantRequestID", "CheckoutRequestID")) {
            event.addProperty(name, new StringSchema());
        }
        event.addProperty("Amount", new NumberSchema());
        for (String name : List.of("MpesaReceiptNumber", "TransactionDate", "PhoneNumber")) {
            event.addProperty(name, new StringSchema());
        }
    }

    private static Schema<?> details() {
        ObjectSchema details = new ObjectSchema();
        details.addProperty(
                "headers",
                new ObjectSchema()
                        .additionalProperties(new StringSchema())
                        .description("Those of its request that are kept, by their names in lower case"));
        details.addProperty("sourceAddress", orNull("From where it came"));
        details.addProperty("bytes", new IntegerSchema().format("int32").description("The size of its body"));
        details.addProperty(
                "durableAt",
                orNull("When its transaction was committed; null where the database keeps no such times")
                        .format("date-time"));
        details.addProperty(
                "deliveredAt",
                orNull(
                                "When the connection of a reader was first given it; null where it was not, within a second, or that is not known")
                        .format("date-time"));
        details.addProperty(
                "acknowledgedAt",
                orNull("When a reader first acknowledged it; null likewise").format("date-time"));
        details.addProperty(
                "duplicates",
                new IntegerSchema()
                        .format("int64")
                        .description("How often its webhook came once more, and was answered as the first time"));
        details.addProperty(
                "lastDuplicateAt",
                orNull("When it did last; null where it did not").format("date-time"));
        details.setRequired(List.of(
                "headers",
                "sourceAddress",
                "bytes",
                "durableAt",
                "deliveredAt",
                "acknowledgedAt",
                "duplicates",
                "lastDuplicateAt"));
        return new Schema<>().allOf(List.of(new Schema<>().$ref(EVENT), details));
    }

    private static StringSchema text(String description) {
        StringSchema schema = new StringSchema();
        schema.setDescription(description);
        return schema;
    }

    private static Schema<?> time(String description) {
        return new StringSchema().format("date-time").description(description);
    }

    private static Schema<?> orNull(String description) {
        Schema<?> schema = new Schema<>();
        schema.addType("string");
        schema.addType("null");
        schema.setDescription(description);
        return schema;
    }
}
