package live.devhooks.api.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;

/** How problems stand in the document: an answer for each status, which names the codes that it may have. */
final class ProblemAnswers {

    private static final String SCHEMA = "Problem";
    private static final Set<Integer> WITH_RETRY_AFTER = Set.of(429, 503);

    private ProblemAnswers() {}

    static void add(ApiResponses answers, Collection<ProblemType> types) {
        types.stream()
                .collect(groupingBy(ProblemType::status, TreeMap::new, toList()))
                .forEach((status, ofStatus) -> answers.addApiResponse(status.toString(), answer(status, ofStatus)));
    }

    private static ApiResponse answer(int status, List<ProblemType> types) {
        ApiResponse answer = new ApiResponse()
                .description(types.stream()
                        .map(type -> "`" + type.slug() + "`: " + type.title())
                        .sorted()
                        .collect(joining("; ")))
                .content(new Content()
                        .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref(SCHEMA))));
        if (WITH_RETRY_AFTER.contains(status)) {
            answer.addHeaderObject(
                    "Retry-After",
                    new Header().description("Seconds to wait").schema(new IntegerSchema().format("int64")));
        }
        if (types.contains(ProblemType.OVER_QUOTA)) {
            answer.addHeaderObject(
                    "RateLimit-Policy",
                    new Header()
                            .description("How many are taken in how many seconds, such as `\"daily\";q=5000;w=86400`")
                            .schema(new StringSchema()));
            answer.addHeaderObject(
                    "RateLimit",
                    new Header()
                            .description("How many are left, and for how many seconds, such as `\"daily\";r=0;t=1234`")
                            .schema(new StringSchema()));
        }
        return answer;
    }

    static void addSchema(Components components) {
        ObjectSchema error = new ObjectSchema();
        error.addProperty("field", new StringSchema());
        error.addProperty("message", new StringSchema().description("the rule that it breaks"));
        error.setRequired(List.of("field", "message"));
        ObjectSchema problem = new ObjectSchema();
        problem.setDescription("RFC 9457");
        problem.addProperty("type", new StringSchema().format("uri-reference"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema().format("int32"));
        problem.addProperty("detail", new StringSchema().description("what to do"));
        problem.addProperty("code", new StringSchema().description("stable, the last part of `type`"));
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("type", "title", "status", "detail", "code"));
        components.addSchemas(SCHEMA, problem);
    }
}
