package live.devhooks.api.problems;

/** The rule for names and the like, which people read and PostgreSQL stores: no control characters. */
public final class PlainText {

    /** The rule as a pattern of {@code jakarta.validation}. */
    public static final String PLAIN = "^[^\\x00-\\x1F\\x7F]*$";

    /** The rule in words. */
    public static final String PLAIN_RULE = "must not contain control characters";

    private PlainText() {}
}
