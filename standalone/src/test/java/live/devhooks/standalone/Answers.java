package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What the tests expect of answers. */
final class Answers {

    private Answers() {}

    static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = Merchant.JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo(slug);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
    }

    /** The member at {@code pointer} of an answer that has this status. */
    static String text(HttpResponse<String> answer, int status, String pointer) {
        return json(answer, status).at(pointer).asString();
    }

    static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Merchant.JSON.readTree(answer.body());
    }
}
