package live.devhooks.api.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Problem;

/** Writes a problem as the whole answer, where no controller stands between: in filters and servlets. */
public final class ProblemWriter {

    private ProblemWriter() {}

    /** Sets status, type and body. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = problem.toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
