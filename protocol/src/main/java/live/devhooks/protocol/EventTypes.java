package live.devhooks.protocol;

/** The values of an event's {@code type}. */
public final class EventTypes {

    /** The callback of an STK push. */
    public static final String MPESA_CALLBACK = "mpesa_callback";

    /** The question whether a customer's payment may be made. */
    public static final String MPESA_C2B_VALIDATION = "mpesa_c2b_validation";

    /** A customer's payment that was made. */
    public static final String MPESA_C2B_CONFIRMATION = "mpesa_c2b_confirmation";

    /** The result of any of the APIs that answer by a {@code Result}. */
    public static final String MPESA_RESULT = "mpesa_result";

    /** The notice that a request waited for too long in a queue, which is no result. */
    public static final String MPESA_TIMEOUT = "mpesa_timeout";

    /** The callback of a B2B express checkout. */
    public static final String MPESA_B2B_EXPRESS = "mpesa_b2b_express";

    /** The callback of a standing order. */
    public static final String MPESA_RATIBA = "mpesa_ratiba";

    /** A payment of a bill of the bill manager. */
    public static final String MPESA_BILL_MANAGER = "mpesa_bill_manager";

    /** Anything that was not recognised as something else. */
    public static final String WEBHOOK = "webhook";

    private EventTypes() {}
}
