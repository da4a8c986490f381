package live.devhooks.api.recognition;

import java.util.Map;

/**
 * The codes of a {@code Result}. Some mean something else than those of an STK push: 2001 is about the merchant's initiator here, and
 * about the payer's PIN there.
 *
 * <p>Source: the tables of result codes in the Daraja portal's documentation of B2C, B2B and reversals.
 */
final class ResultCode {

    private static final String OTHER = "other";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(Outcome.SUCCESS_CODE, Outcome.SUCCESS),
            Map.entry("1", "insufficient_funds"),
            Map.entry("2", "amount_too_small"),
            Map.entry("3", "amount_too_large"),
            Map.entry("4", "limit_exceeded"),
            Map.entry("8", "limit_exceeded"),
            Map.entry("21", "not_permitted"),
            Map.entry("2001", "invalid_initiator"),
            Map.entry("2028", "not_permitted"),
            Map.entry("2040", "unregistered_recipient"),
            Map.entry("8006", "credential_locked"),
            Map.entry("R000001", "already_reversed"),
            Map.entry("R000002", "invalid_transaction"));

    private ResultCode() {}

    /** One stable word for each known code, {@code other} for the rest. */
    static String reason(String code) {
        return REASONS.getOrDefault(code, OTHER);
    }
}
