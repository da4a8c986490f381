package live.devhooks.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a payer may see of what was read from a webhook: the members that are named here and no others, with phone numbers masked. So what
 * recognition learns to read later stays hidden until somebody names it here.
 */
final class PayerView {

    /** Keeps an amount as it was written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String MASK = "*****";
    private static final Pattern PHONE = Pattern.compile("\\+?(\\d{4})\\d*(\\d{3})");
    private static final Pattern MASKED_PHONE = Pattern.compile("[\\d* +]{1,20}");
    private static final int PHONE_DIGITS = 9;

    /** A {@code CheckoutRequestID} ends with the last nine digits of the payer's phone. */
    private static final Pattern DIGITS_OF_A_PHONE = Pattern.compile("\\d{" + PHONE_DIGITS + ",}");

    /** A member that may be seen, and how its text is masked, if it is. */
    private record Member(String name, @Nullable UnaryOperator<String> masking) {}

    private static final List<Member> MEMBERS = List.of(
            plain("ResultCode"),
            new Member("ResultDesc", PayerView::withoutPhones),
            plain("MerchantRequestID"),
            new Member("CheckoutRequestID", PayerView::withoutPhones),
            plain("Amount"),
            plain("MpesaReceiptNumber"),
            plain("TransactionDate"),
            new Member("PhoneNumber", PayerView::phone));

    private static final List<Member> PAYMENT_MEMBERS = List.of(
            plain("status"),
            plain("resultCode"),
            plain("reason"),
            plain("amount"),
            plain("receipt"),
            new Member("phone", PayerView::phone),
            new Member("correlationId", PayerView::withoutPhones),
            plain("completedAt"));

    private PayerView() {}

    /** The part of {@code reading}, the text of a JSON object, that a payer may see, as such a text again. */
    static String of(String reading) {
        JsonNode whole = JSON.readTree(reading);
        ObjectNode seen = copy(whole, MEMBERS);
        if (whole.path("payment").isObject()) {
            seen.set("payment", copy(whole.get("payment"), PAYMENT_MEMBERS));
        }
        return JSON.writeValueAsString(seen);
    }

    private static ObjectNode copy(JsonNode from, List<Member> members) {
        ObjectNode copy = JSON.createObjectNode();
        for (Member member : members) {
            Optional.ofNullable(seen(from.path(member.name), member)).ifPresent(value -> copy.set(member.name, value));
        }
        return copy;
    }

    /** A string or a number as it is, a string as its member masks it; nothing else. */
    private static @Nullable JsonNode seen(JsonNode value, Member member) {
        if (member.masking == null) {
            return value.isString() || value.isNumber() ? value : null;
        }
        return value.isString() ? JSON.getNodeFactory().stringNode(member.masking.apply(value.stringValue())) : null;
    }

    private static Member plain(String name) {
        return new Member(name, null);
    }

    /** Its first four and last three digits; one that is masked already as it is; nothing of a hash, which could be found by trying. */
    static String phone(String phone) {
        Matcher digits = PHONE.matcher(phone);
        if (digits.matches()) {
            return digits.group(1) + MASK + digits.group(2);
        }
        boolean masked = phone.contains("*") && MASKED_PHONE.matcher(phone).matches();
        return masked ? phone : MASK;
    }

    /** The text with the last nine digits of each longer number masked. */
    static String withoutPhones(String text) {
        return DIGITS_OF_A_PHONE.matcher(text).replaceAll(found -> {
            String digits = found.group();
            return digits.substring(0, digits.length() - PHONE_DIGITS) + MASK;
        });
    }
}
