package live.devhooks.api.recognition;

import java.util.Optional;

/**
 * How something ended.
 *
 * @param status where its payment stands; empty where it is no payment, or where the body claims a success that it does not prove
 * @param code Daraja's code; empty where the body has none
 * @param reason one stable word
 */
record Outcome(Optional<PaymentStatus> status, Optional<String> code, String reason) {

    static final String SUCCESS = "success";

    /** What is known of code 0 alone. */
    static final String SUCCESS_CODE = "0";

    static Outcome paid(Optional<String> code) {
        return new Outcome(Optional.of(PaymentStatus.PAID), code, SUCCESS);
    }

    static Outcome failed(String code, String reason) {
        return new Outcome(Optional.of(PaymentStatus.FAILED), Optional.of(code), reason);
    }

    static Outcome pending(Optional<String> code, String reason) {
        return new Outcome(Optional.of(PaymentStatus.PENDING), code, reason);
    }

    static Outcome withoutStatus(String code, String reason) {
        return new Outcome(Optional.empty(), Optional.of(code), reason);
    }

    boolean isPaid() {
        return status.filter(PaymentStatus.PAID::equals).isPresent();
    }
}
