package live.devhooks.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import live.devhooks.protocol.ProblemType;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What no controller of ours serves: the callback URLs, the streams and the document itself; and the schemas of problems and events. */
final class FurtherOperations implements GlobalOpenApiCustomizer {

    private static final String WITHOUT_SESSION = "/in/{ingestKey}";
    private static final String WITH_SESSION = WITHOUT_SESSION + "/{session}";

    @Override
    public void customise(OpenAPI document) {
        ProblemAnswers.addSchema(document.getComponents());
        EventSchemas.addTo(document.getComponents());
        document.path("/v1/openapi.json", new PathItem().get(thisDocument()));
        document.path(WITHOUT_SESSION, new PathItem().post(webhook("takeWebhook")));
        document.path(
                WITH_SESSION,
                new PathItem().post(webhook("takeWebhookOfSession").addParametersItem(pathParameter("session"))));
        document.path("/v1/sources/{source}/stream", new PathItem().get(StreamOperation.describe()));
        // The address of the request that asked, which is another one for each.
        document.setServers(null);
    }

    private static Operation webhook(String id) {
        ApiResponses answers = new ApiResponses().addApiResponse("200", accepted());
        ProblemAnswers.add(
                answers,
                List.of(
                        ProblemType.ADDRESS_NOT_ALLOWED,
                        ProblemType.UNKNOWN_INGEST_KEY,
                        ProblemType.REQUEST_TIMEOUT,
                        ProblemType.SOURCE_PAUSED,
                        ProblemType.BODY_TOO_LARGE,
                        ProblemType.OVER_BURST,
                        ProblemType.OVER_QUOTA,
                        ProblemType.OVERLOADED,
                        ProblemType.UNAVAILABLE));
        return new Operation()
                .operationId(id)
                .addTagsItem("webhooks")
                .summary("Takes a webhook: 200 means that it is durable")
                .security(List.of())
                .addParametersItem(pathParameter("ingestKey"))
                .requestBody(new RequestBody()
                        .description("Anything, at most 256 KiB")
                        .content(new Content().addMediaType("*/*", new MediaType().schema(new Schema<>()))))
                .responses(answers);
    }

    private static Operation thisDocument() {
        ApiResponses answers = new ApiResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("OpenAPI 3.1")
                                .content(new Content()
                                        .addMediaType("application/json", new MediaType().schema(new ObjectSchema()))));
        ProblemAnswers.add(
                answers, List.of(ProblemType.INVALID_KEY, ProblemType.INTERNAL_ERROR, ProblemType.UNAVAILABLE));
        return new Operation()
                .operationId("getDocument")
                .addTagsItem("document")
                .summary("This document")
                .security(List.of())
                .responses(answers);
    }

    private static PathParameter pathParameter(String name) {
        return (PathParameter) new PathParameter().name(name).schema(new StringSchema());
    }

    private static ApiResponse accepted() {
        Schema<?> answer = new Schema<>()
                .oneOf(List.of(
                        answer("ResultCode", new IntegerSchema().format("int32"), "ResultDesc"),
                        answer("ResultCode", new StringSchema(), "ResultDesc").description("To a C2B validation"),
                        answer("rescode", new StringSchema(), "resmsg")
                                .description("To a payment of the Bill Manager")));
        return new ApiResponse()
                .description("It is durable")
                .content(new Content().addMediaType("application/json", new MediaType().schema(answer)));
    }

    private static Schema<?> answer(String code, Schema<?> codeType, String text) {
        ObjectSchema answer = new ObjectSchema();
        answer.addProperty(code, codeType);
        answer.addProperty(text, new StringSchema());
        answer.setRequired(List.of(code, text));
        return answer;
    }
}
