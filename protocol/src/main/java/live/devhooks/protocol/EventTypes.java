package live.devhooks.protocol;

/** The values of an event's {@code type}. */
public final class EventTypes {

    /** The callback of an STK push. */
    public static final String MPESA_CALLBACK = "mpesa_callback";

    /** Anything that was not recognised as something else. */
    public static final String WEBHOOK = "webhook";

    private EventTypes() {}
}
