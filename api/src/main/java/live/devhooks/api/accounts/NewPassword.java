package live.devhooks.api.accounts;

import java.nio.charset.StandardCharsets;
import live.devhooks.api.problems.ProblemException;

/** The rule for passwords that no annotation can state. */
final class NewPassword {

    static final int MIN_LENGTH = 10;

    /** What bcrypt reads of a password; it would ignore the rest. */
    static final int MAX_BYTES = 72;

    /** For the document, whose {@code maxLength} counts characters. */
    static final String RULE = "at most 72 bytes of UTF-8";

    private NewPassword() {}

    /** The same password; a problem with the field {@code password} where it is longer than is read of it. */
    static String checked(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ProblemException.field("password", "must be at most " + MAX_BYTES + " bytes of UTF-8");
        }
        return password;
    }
}
