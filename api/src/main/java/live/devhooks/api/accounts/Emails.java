package live.devhooks.api.accounts;

import java.util.Locale;

/** Email addresses, which people write with and without capitals. */
final class Emails {

    private Emails() {}

    /** The form by which two are the same. */
    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
