package live.devhooks.api.recognition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import live.devhooks.protocol.EventTypes;
import tools.jackson.databind.JsonNode;

/**
 * The callback of a standing order: {@code responseHeader} and {@code responseBody.responseData}, of which Daraja writes all names in
 * camelCase or in PascalCase. Both parts have a code, and only where both say so the order stands.
 */
final class Ratiba {

    private static final String ID = "requestRefID";
    private static final String RESPONSE_CODE = "responseCode";
    private static final Set<String> SUCCESSES = Set.of(Outcome.SUCCESS_CODE, "200");

    private final JsonNode header;
    private final NamedItems data;

    private Ratiba(JsonNode body, JsonNode header) {
        this.header = header;
        JsonNode list = Values.ignoringCase(Values.ignoringCase(body, "responseBody"), "responseData");
        this.data = NamedItems.ignoringCase(list, "name", "value");
    }

    /** The callback in {@code body}; empty where it is none, or one without an outcome. */
    static Optional<Callback> in(JsonNode body) {
        JsonNode header = Values.ignoringCase(body, "responseHeader");
        return Stream.of(ID, "responseRefID")
                        .noneMatch(name -> text(header, name).isPresent())
                ? Optional.empty()
                : text(header, RESPONSE_CODE).map(code -> new Ratiba(body, header).read(code));
    }

    private Callback read(String headerCode) {
        Outcome outcome = outcome(headerCode);
        Optional<String> id = text(header, ID);
        Payment payment = new Payment(
                outcome,
                Optional.empty(),
                data.text("TransactionID").filter(text -> outcome.isPaid() && Values.isReceipt(text)),
                data.text("Msisdn"),
                id,
                Optional.empty());
        return Callback.of(EventTypes.MPESA_RATIBA, Optional.empty(), id, payment);
    }

    private Outcome outcome(String headerCode) {
        List<String> dataCodes = data.texts(RESPONSE_CODE);
        Optional<String> failure = Stream.concat(Stream.of(headerCode), dataCodes.stream())
                .filter(code -> !SUCCESSES.contains(code))
                .findFirst();
        return failure.map(code -> Outcome.failed(code, StkCode.reason(code)))
                .orElseGet(() -> dataCodes.isEmpty()
                        ? Outcome.withoutStatus(headerCode, Outcome.SUCCESS)
                        : Outcome.paid(Optional.of(dataCodes.get(0))));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Values.text(Values.ignoringCase(object, name));
    }
}
