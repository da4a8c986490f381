package live.devhooks.api.accounts;

import java.util.Locale;

/**
 * Email addresses: of ASCII, as SMTP takes them everywhere, so that Java and PostgreSQL cannot differ over which two are the same. An
 * internationalised domain has such a form, too ({@code xn--…}).
 */
final class Emails {

    static final int MAX_LENGTH = 254;

    /** The rule as a pattern of {@code jakarta.validation}. */
    static final String ASCII = "^[!-~]*$";

    /** The rule in words. */
    static final String ASCII_RULE =
            "must be of ASCII characters without spaces; write an international domain as xn--…";

    private Emails() {}

    /** The form by which two are the same; {@code users_of_email} compares likewise. */
    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
