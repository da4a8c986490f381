package live.devhooks.api.problems;

import java.util.List;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;

/** A caller's mistake, on its way to becoming problem+json. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    /** A problem of {@code type}, with a sentence that says what to do. */
    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    private ProblemException(Problem problem) {
        // A mistake of a caller's is an answer, not an incident: no stack.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** A problem with the value of one field. */
    public static ProblemException field(String field, String message) {
        return new ProblemException(new Problem(
                ProblemType.INVALID_FIELD, field + " " + message, List.of(new Problem.FieldError(field, message))));
    }

    Problem problem() {
        return problem;
    }
}
