package live.devhooks.api.recognition;

import java.util.Locale;

/** Where a payment stands. */
enum PaymentStatus {
    /** The money has moved. */
    PAID,
    /** It has not, and will not. */
    FAILED,
    /** Nobody knows yet. */
    PENDING;

    /** As an event says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
