package live.devhooks.api.problems;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;

/** A caller's mistake, on its way to becoming problem+json. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient @Nullable Duration retryAfter;

    /** A problem of {@code type}, with a sentence that says what to do. */
    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail), null);
    }

    /** One that is over after a while. */
    public ProblemException(ProblemType type, String detail, Duration retryAfter) {
        this(Problem.of(type, detail), retryAfter);
    }

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        // A mistake of a caller's is an answer, not an incident: no stack.
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** A problem with the value of one field. */
    public static ProblemException field(String field, String message) {
        return new ProblemException(
                new Problem(
                        ProblemType.INVALID_FIELD,
                        field + " " + message,
                        List.of(new Problem.FieldError(field, message))),
                null);
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
