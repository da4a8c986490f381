package live.devhooks.bench.profile;

import java.io.IOException;

/** A profile was asked for and cannot be taken; says why, and what to do. */
public final class CannotProfileException extends IOException {

    private static final long serialVersionUID = 1;

    CannotProfileException(String message) {
        super(message);
    }

    CannotProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
