package live.devhooks.api.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import live.devhooks.protocol.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's {@code type} leads to. */
@RestController
@Tag(name = "problems")
class ProblemController {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "describeProblem", summary = "What a problem means")
    String describe(@PathVariable String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(type -> "%s%nHTTP status %d%n%s.%n".formatted(type.slug(), type.status(), type.title()))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No problem has this name"));
    }
}
