package live.devhooks.api.sources;

/** The rule for sessions that stand in a callback URL: no characters that a server in between refuses there, and no words that Daraja does. */
public final class UrlSafeSession {

    /** Words that Daraja refuses in a URL, in any case: a regular expression of JSON Schema has no flag for that. */
    private static final String REFUSED =
            "[mM]-?[pP][eE][sS][aA]|[sS][aA][fF][aA][rR][iI][cC][oO][mM]|[eE][xX][eE]|[cC][mM][dD]"
                    + "|[sS][qQ][lL]|[qQ][uU][eE][rR][yY]";

    /** The rule as a pattern of {@code jakarta.validation}. */
    public static final String FORM = "^(?!.*(?:" + REFUSED + "))[A-Za-z0-9][A-Za-z0-9._~:@-]*$";

    /** The rule in words. */
    public static final String RULE =
            "must be letters, digits and . _ ~ : @ - only, begin with a letter or digit, and not contain"
                    + " mpesa, m-pesa, safaricom, exe, cmd, sql or query, which Daraja refuses in a callback URL";

    private UrlSafeSession() {}
}
