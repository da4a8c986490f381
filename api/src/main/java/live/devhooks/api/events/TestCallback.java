package live.devhooks.api.events;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A callback as Daraja sends it, with ids that no other has.
 *
 * @param id what tells it from all others
 * @param segment what its URL has after the ingest key, if anything
 * @param body its JSON
 */
record TestCallback(String id, Optional<SessionName> segment, String body) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ZoneOffset EAST_AFRICA_TIME = ZoneOffset.ofHours(3);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("ddMMuuuuHHmmss");
    private static final String CONFIRMATION = "c2b-confirmation";
    private static final String SHORT_CODE = "600966";
    private static final int NATIONAL_DIGITS = 9;

    /** The alphabet of receipts, of which the first three characters are their day. */
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int YEAR_OF_A = 2006;
    private static final int RANDOM_OF_RECEIPT = 7;

    /** The callback of an STK push to a URL with {@code session}, if there is one. */
    static TestCallback ofStkPush(
            Scenario scenario, Optional<SessionName> session, int amount, String phone, Instant at) {
        ZonedDateTime time = at.atZone(EAST_AFRICA_TIME);
        String id = "ws_CO_" + DAY_FIRST.format(time) + digits(6) + phone.substring(phone.length() - NATIONAL_DIGITS);
        ObjectNode callback = JSON.objectNode()
                .put("MerchantRequestID", digits(5) + "-" + digits(8) + "-1")
                .put("CheckoutRequestID", id)
                .put("ResultCode", scenario.code())
                .put("ResultDesc", scenario.description());
        if (scenario == Scenario.SUCCESS) {
            callback.putObject("CallbackMetadata").set("Item", metadata(amount, phone, time));
        }
        ObjectNode body = JSON.objectNode();
        body.putObject("Body").set("stkCallback", callback);
        return new TestCallback(id, session, body.toString());
    }

    private static ArrayNode metadata(int amount, String phone, ZonedDateTime time) {
        ArrayNode items = JSON.arrayNode();
        items.addObject().put("Name", "Amount").put("Value", amount);
        items.addObject().put("Name", "MpesaReceiptNumber").put("Value", receipt(time));
        items.addObject().put("Name", "TransactionDate").put("Value", Long.parseLong(DIGITS.format(time)));
        items.addObject().put("Name", "PhoneNumber").put("Value", Long.parseLong(phone));
        return items;
    }

    /** The confirmation of a payment whose payer typed {@code reference}, which is its session, or something that is new. */
    static TestCallback ofC2bPayment(Optional<SessionName> reference, int amount, String phone, Instant at) {
        ZonedDateTime time = at.atZone(EAST_AFRICA_TIME);
        String receipt = receipt(time);
        ObjectNode body = JSON.objectNode()
                .put("TransactionType", "Pay Bill")
                .put("TransID", receipt)
                .put("TransTime", DIGITS.format(time))
                .put("TransAmount", amount + ".00")
                .put("BusinessShortCode", SHORT_CODE)
                .put("BillRefNumber", reference.map(SessionName::value).orElse("test-" + receipt))
                .put("InvoiceNumber", "")
                .put("OrgAccountBalance", amount + ".00")
                .put("ThirdPartyTransID", "")
                .put("MSISDN", phone)
                .put("FirstName", "TEST")
                .put("MiddleName", "")
                .put("LastName", "");
        return new TestCallback(receipt, SessionName.of(CONFIRMATION), body.toString());
    }

    /** Such as {@code UKP4T7ZOT1}: year, month and day, and what is left to chance. */
    private static String receipt(ZonedDateTime time) {
        StringBuilder receipt = new StringBuilder()
                .append((char) ('A' + (time.getYear() - YEAR_OF_A) % 26))
                .append((char) ('A' + time.getMonthValue() - 1))
                .append(ALPHANUMERIC.charAt(time.getDayOfMonth()));
        RANDOM.ints(RANDOM_OF_RECEIPT, 0, ALPHANUMERIC.length()).forEach(at -> receipt.append(ALPHANUMERIC.charAt(at)));
        return receipt.toString();
    }

    private static String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        RANDOM.ints(count, 0, 10).forEach(digits::append);
        return digits.toString();
    }
}
