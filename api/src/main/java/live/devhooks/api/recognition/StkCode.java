package live.devhooks.api.recognition;

import java.util.Map;

/**
 * The result codes of an STK callback. The code alone decides: the texts that come with one vary.
 *
 * <p>Source: the Daraja portal's documentation of M-PESA Express, and callbacks seen in public.
 */
final class StkCode {

    static final String SUCCESS = "0";

    private static final String STILL_PROCESSING = "4999";
    private static final String OTHER = "other";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(SUCCESS, "success"),
            Map.entry("1", "insufficient_funds"),
            Map.entry("1001", "subscriber_locked"),
            Map.entry("1019", "expired"),
            Map.entry("1025", "push_failed"),
            Map.entry("1032", "cancelled"),
            Map.entry("1036", "unreachable"),
            Map.entry("1037", "unreachable"),
            Map.entry("2001", "wrong_pin"),
            Map.entry(STILL_PROCESSING, "processing"));

    private StkCode() {}

    /** {@code paid}, {@code pending} or {@code failed}; an unknown code is a failure. */
    static String status(String code) {
        return switch (code) {
            case SUCCESS -> "paid";
            case STILL_PROCESSING -> "pending";
            default -> "failed";
        };
    }

    /** One stable word for each known code, {@code other} for the rest. */
    static String reason(String code) {
        return REASONS.getOrDefault(code, OTHER);
    }
}
