package live.devhooks.api.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.devhooks.protocol.StatusProblems;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a servlet or a filter has answered by {@code sendError} alone, or by an exception. */
@Controller
class ErrorDispatches implements ErrorController {

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemWriter.write(response, StatusProblems.of(status instanceof Integer code ? code : 404));
    }
}
