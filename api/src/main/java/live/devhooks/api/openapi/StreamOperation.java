package live.devhooks.api.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import live.devhooks.protocol.ProblemType;

/** The streams as Server-Sent Events, which a realtime node serves, possibly in another process. */
final class StreamOperation {

    private StreamOperation() {}

    static Operation describe() {
        ApiResponses answers = new ApiResponses().addApiResponse("200", stream());
        ProblemAnswers.add(
                answers,
                List.of(
                        ProblemType.BAD_REQUEST,
                        ProblemType.NOT_AUTHENTICATED,
                        ProblemType.INVALID_SECRET,
                        ProblemType.INVALID_TOKEN,
                        ProblemType.TOKEN_EXPIRED,
                        ProblemType.SECRET_REVOKED,
                        ProblemType.ACCESS_DENIED,
                        ProblemType.TOO_MANY_CONNECTIONS,
                        ProblemType.OVERLOADED,
                        ProblemType.UNAVAILABLE));
        return new Operation()
                .operationId("readStream")
                .addTagsItem("events")
                .summary("The events of a source, or of one of its sessions, as they come")
                .addSecurityItem(new SecurityRequirement().addList(OpenApiConfiguration.STREAM_READER))
                .addParametersItem(text(new PathParameter().name("source"), "Its slug"))
                .addParametersItem(text(new QueryParameter().name("session"), "That of this session alone"))
                .addParametersItem(replay())
                .addParametersItem(text(new HeaderParameter().name("Last-Event-ID"), "Starts after this event"))
                .responses(answers);
    }

    private static ApiResponse stream() {
        return new ApiResponse()
                .description("Server-Sent Events, without an end: each has the id of an event, and the event as `data`")
                .content(new Content().addMediaType("text/event-stream", new MediaType().schema(new StringSchema())));
    }

    private static Parameter replay() {
        StringSchema words = new StringSchema();
        words.addEnumItem("all");
        words.addEnumItem("none");
        return new QueryParameter()
                .name("replay")
                .description("Whether it starts with what is kept; by default that of a session does")
                .schema(words);
    }

    private static Parameter text(Parameter parameter, String description) {
        return parameter.description(description).schema(new StringSchema());
    }
}
