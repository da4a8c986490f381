package live.devhooks.api.recognition;

import java.util.Map;
import java.util.Optional;

/**
 * The result codes of what asks a payer on the phone: STK pushes, and standing orders, which use the same. The code alone decides: the
 * texts that come with one vary.
 *
 * <p>Source: the Daraja portal's documentation of M-PESA Express, and callbacks seen in public.
 */
final class StkCode {

    private static final String STILL_PROCESSING = "4999";
    private static final String OTHER = "other";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("1", "insufficient_funds"),
            Map.entry("1001", "subscriber_locked"),
            Map.entry("1019", "expired"),
            Map.entry("1025", "push_failed"),
            Map.entry("1032", "cancelled"),
            Map.entry("1036", "unreachable"),
            Map.entry("1037", "unreachable"),
            Map.entry("2001", "wrong_pin"));

    private StkCode() {}

    /** Paid, pending or failed; an unknown code is a failure. */
    static Outcome outcome(String code) {
        return switch (code) {
            case Outcome.SUCCESS_CODE -> Outcome.paid(Optional.of(code));
            case STILL_PROCESSING -> Outcome.pending(Optional.of(code), "processing");
            default -> Outcome.failed(code, reason(code));
        };
    }

    /** One stable word for each known code of a failure, {@code other} for the rest. */
    static String reason(String code) {
        return REASONS.getOrDefault(code, OTHER);
    }
}
