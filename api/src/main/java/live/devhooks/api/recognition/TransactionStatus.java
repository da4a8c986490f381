package live.devhooks.api.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the answer to a transaction status query says of the payment that was asked about. Its code is the query's: 0 means that the
 * query worked, anything else says nothing of the payment.
 *
 * <p>Source: the Daraja portal's documentation of Transaction Status, which names Initiated, Authorized and Pending Authorized on the
 * way, and Completed, Cancelled, Declined and Expired at the end.
 */
final class TransactionStatus {

    private TransactionStatus() {}

    /** Paid only where the query worked and all of {@code states} are {@code Completed}; what is unknown is pending. */
    static Outcome outcome(String code, List<String> states) {
        if (!code.equals(Outcome.SUCCESS_CODE)) {
            return Outcome.pending(Optional.of(code), ResultCode.reason(code));
        }
        List<String> distinct = states.stream()
                .map(state -> state.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return outcome(code, distinct.size() == 1 ? distinct.get(0) : "");
    }

    private static Outcome outcome(String code, String state) {
        return switch (state) {
            case "completed" -> Outcome.paid(Optional.of(code));
            case "cancelled", "declined", "expired", "failed", "reversed" -> Outcome.failed(code, state);
            default -> Outcome.pending(Optional.of(code), "processing");
        };
    }
}
