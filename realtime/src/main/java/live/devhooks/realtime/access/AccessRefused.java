package live.devhooks.realtime.access;

import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;

/** Why somebody may not read. */
public final class AccessRefused extends Exception {

    private final transient Problem problem;

    AccessRefused(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(type, detail);
    }

    /** What to tell them. */
    public Problem problem() {
        return problem;
    }
}
