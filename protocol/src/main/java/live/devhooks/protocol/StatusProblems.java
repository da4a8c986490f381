package live.devhooks.protocol;

import java.util.EnumSet;
import java.util.Set;

/** The problem for a status that the server, and none of our code, has decided on. */
public final class StatusProblems {

    private static final Set<ProblemType> OF_THE_SERVER = EnumSet.of(
            ProblemType.BAD_REQUEST,
            ProblemType.NOT_FOUND,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.BODY_TOO_LARGE,
            ProblemType.URI_TOO_LONG,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.NOT_SUPPORTED,
            ProblemType.OVERLOADED);

    /** A version of HTTP that nobody speaks: a caller's mistake, whatever its number says. */
    private static final int HTTP_VERSION = 505;

    private StatusProblems() {}

    /** The problem that an answer with {@code status} has as its body; its own status is the same, or the nearest that there is. */
    public static Problem of(int status) {
        ProblemType type = OF_THE_SERVER.stream()
                .filter(known -> known.status() == status)
                .findFirst()
                .orElse(status < 500 || status == HTTP_VERSION ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR);
        return Problem.of(type, type.advice());
    }
}
