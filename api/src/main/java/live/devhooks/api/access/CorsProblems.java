package live.devhooks.api.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Says in our words what a foreign page may not send. */
final class CorsProblems extends DefaultCorsProcessor {

    private static final Problem REFUSED = Problem.of(
            ProblemType.ACCESS_DENIED,
            "From another page send POST, with no headers of your own but Content-Type and Authorization");

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatusCode.valueOf(REFUSED.type().status()));
        response.getHeaders().setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        response.getBody().write(REFUSED.toJson().getBytes(StandardCharsets.UTF_8));
        response.flush();
    }
}
