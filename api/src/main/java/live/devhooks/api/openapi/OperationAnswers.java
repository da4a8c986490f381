package live.devhooks.api.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import live.devhooks.api.problems.Problems;
import live.devhooks.protocol.ProblemType;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Says of each operation who may call it and which problems it may answer, from its address and its form. */
final class OperationAnswers implements GlobalOperationCustomizer {

    private static final Set<String> OPEN = Set.of(
            "POST /v1/accounts",
            "POST /v1/session",
            "POST /v1/tokens",
            "GET /.well-known/jwks.json",
            "GET /problems",
            "GET /problems/{slug}");

    private static final String PASSWORD_RESETS = "/v1/password-resets";
    private static final String TOKENS = "/v1/tokens";

    /** What a source secret opens, too. */
    private static final List<String> OF_A_SOURCE =
            List.of("/v1/sources/{source}/sessions", "/v1/sources/{source}/events", "/v1/sources/{source}/test-events");

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        RequestMapping mapping = mapping(method);
        String path = path(method, mapping);
        RequestMethod verb = mapping.method()[0];
        boolean open = OPEN.contains(verb + " " + path) || path.startsWith(PASSWORD_RESETS);
        ProblemAnswers.add(operation.getResponses(), problems(operation, method, path, open));
        operation.setSecurity(open ? openTo(path) : whoMayCall(path, verb));
        return operation;
    }

    private static Set<ProblemType> problems(Operation operation, HandlerMethod method, String path, boolean open) {
        Set<ProblemType> types = new TreeSet<>(List.of(ProblemType.INTERNAL_ERROR, ProblemType.UNAVAILABLE));
        if (operation.getRequestBody() != null) {
            types.addAll(List.of(
                    ProblemType.BAD_REQUEST,
                    ProblemType.INVALID_FIELD,
                    ProblemType.BODY_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE));
        } else if (operation.getParameters() != null
                && !operation.getParameters().isEmpty()) {
            types.add(ProblemType.INVALID_FIELD);
        }
        if (path.startsWith("/v1/") && !path.equals(TOKENS)) {
            types.add(ProblemType.INVALID_KEY);
        }
        if (!open) {
            types.addAll(
                    List.of(ProblemType.NOT_AUTHENTICATED, ProblemType.ACCESS_DENIED, ProblemType.CSRF_TOKEN_MISSING));
        }
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        Problems more = method.getMethodAnnotation(Problems.class);
        if (more != null) {
            types.addAll(List.of(more.value()));
        }
        return types;
    }

    /** Anybody; a secret that a token is wanted for may be shown as Bearer. */
    private static List<SecurityRequirement> openTo(String path) {
        return path.equals(TOKENS)
                ? List.of(
                        new SecurityRequirement(),
                        new SecurityRequirement().addList(OpenApiConfiguration.SOURCE_SECRET))
                : List.of();
    }

    private static List<SecurityRequirement> whoMayCall(String path, RequestMethod verb) {
        SecurityRequirement signedIn = new SecurityRequirement().addList(OpenApiConfiguration.SIGNED_IN);
        if (verb != RequestMethod.GET) {
            signedIn.addList(OpenApiConfiguration.CSRF_TOKEN);
        }
        List<SecurityRequirement> who = new ArrayList<>();
        who.add(signedIn);
        who.add(new SecurityRequirement().addList(OpenApiConfiguration.ACCOUNT_KEY));
        if (OF_A_SOURCE.stream().anyMatch(path::startsWith)) {
            who.add(new SecurityRequirement().addList(OpenApiConfiguration.SOURCE_SECRET));
        }
        return who;
    }

    private static RequestMapping mapping(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        if (mapping == null) {
            throw new IllegalStateException(method + " has no address");
        }
        return mapping;
    }

    private static String path(HandlerMethod method, RequestMapping mapping) {
        RequestMapping base = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestMapping.class);
        String prefix = base == null || base.path().length == 0 ? "" : base.path()[0];
        return mapping.path().length == 0 ? prefix : prefix + mapping.path()[0];
    }
}
