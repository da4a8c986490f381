package live.devhooks.api.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.stream.Collectors;
import live.devhooks.protocol.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What a problem's {@code type} leads to: a page for each, and one that lists them. */
@RestController
@Tag(name = "problems")
@RequestMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
class ProblemController {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
            <body><main><h1>%1$s</h1>
            %2$s
            </main></body>
            </html>
            """;

    @GetMapping
    @Operation(operationId = "listProblems", summary = "All problems that there are")
    String list() {
        return PAGE.formatted(
                "Problems",
                Arrays.stream(ProblemType.values())
                        .map(type -> "<p><a href=\"%s\"><code>%s</code></a> %s</p>"
                                .formatted(type.uri(), type.slug(), HtmlUtils.htmlEscape(type.title())))
                        .collect(Collectors.joining("\n")));
    }

    @GetMapping("/{slug}")
    @Operation(operationId = "describeProblem", summary = "What a problem means, and what to do")
    String describe(@PathVariable String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(ProblemController::page)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No problem has this name"));
    }

    private static String page(ProblemType type) {
        String text = "<p><code>%s</code>, HTTP status %d</p>%n<p>%s</p>%n<p><a href=\"/problems\">All problems</a></p>"
                .formatted(type.slug(), type.status(), HtmlUtils.htmlEscape(type.advice()));
        return PAGE.formatted(HtmlUtils.htmlEscape(type.title()), text);
    }
}
