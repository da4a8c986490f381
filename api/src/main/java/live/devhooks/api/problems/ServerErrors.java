package live.devhooks.api.problems;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.StatusProblems;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty answers by itself, to requests that no code of ours gets to see. */
final class ServerErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = StatusProblems.of(code);
        response.setStatus(problem.type().status());
        write(response.getHeaders());
        response.write(true, body(problem), callback);
    }

    private static void write(HttpFields.Mutable fields) {
        fields.put(new HttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE));
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private static ByteBuffer body(Problem problem) {
        return ByteBuffer.wrap(problem.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
