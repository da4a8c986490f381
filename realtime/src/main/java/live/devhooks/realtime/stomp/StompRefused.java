package live.devhooks.realtime.stomp;

import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;

/** A client's mistake, on its way to becoming an ERROR frame. */
final class StompRefused extends Exception {

    private final transient Problem problem;

    StompRefused(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(type, detail);
    }

    Problem problem() {
        return problem;
    }
}
