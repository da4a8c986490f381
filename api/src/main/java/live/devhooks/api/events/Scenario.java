package live.devhooks.api.events;

import java.util.Locale;

/** What a test event tells of. */
enum Scenario {
    /** An STK push that was paid. */
    SUCCESS(0, "The service request is processed successfully."),
    /** One that the payer cancelled. */
    CANCELLED(1032, "Request cancelled by user"),
    /** One that the payer had too little money for. */
    INSUFFICIENT_FUNDS(1, "The balance is insufficient for the transaction."),
    /** One for which the payer typed a wrong PIN; Daraja's text does not say so. */
    WRONG_PIN(2001, "The initiator information is invalid."),
    /** One that did not reach the payer's phone. */
    UNREACHABLE(1037, "DS timeout user cannot be reached"),
    /** A customer's payment to a pay bill, which has no code. */
    C2B(0, "");

    /** Their words, as a regular expression. */
    static final String WORDS = "^(?:success|cancelled|insufficient_funds|wrong_pin|unreachable|c2b)$";

    static final int MAX_LENGTH = 20;
    static final String RULE = "must be success, cancelled, insufficient_funds, wrong_pin, unreachable or c2b";

    private final int code;
    private final String description;

    Scenario(int code, String description) {
        this.code = code;
        this.description = description;
    }

    static Scenario of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Daraja's {@code ResultCode}. */
    int code() {
        return code;
    }

    /** Daraja's {@code ResultDesc}. */
    String description() {
        return description;
    }
}
