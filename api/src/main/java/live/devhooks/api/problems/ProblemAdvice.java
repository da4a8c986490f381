package live.devhooks.api.problems;

import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.Problem.FieldError;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where what went wrong becomes an answer. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    @ExceptionHandler
    ResponseEntity<String> problem(ProblemException e) {
        return e.retryAfter()
                .map(wait -> entity(e.problem())
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()))
                        .body(e.problem().toJson()))
                .orElseGet(() -> answer(e.problem()));
    }

    @ExceptionHandler
    ResponseEntity<String> invalidFields(MethodArgumentNotValidException e) {
        List<FieldError> errors = e.getFieldErrors().stream()
                .map(error ->
                        new FieldError(error.getField(), Objects.requireNonNullElse(error.getDefaultMessage(), "")))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return invalid(errors);
    }

    private static ResponseEntity<String> invalid(List<FieldError> errors) {
        String detail = String.join(
                "; ",
                errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .toList());
        return answer(new Problem(ProblemType.INVALID_FIELD, detail, errors));
    }

    @ExceptionHandler
    ResponseEntity<String> invalidParameters(HandlerMethodValidationException e) {
        List<FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                Objects.requireNonNullElse(
                                        result.getMethodParameter().getParameterName(), "parameter"),
                                Objects.requireNonNullElse(error.getDefaultMessage(), ""))))
                .toList();
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<String> unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof StreamConstraintsException) {
            return answer(Problem.of(ProblemType.BODY_TOO_LARGE, "Send a few hundred characters"));
        }
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            return answer(ProblemException.field(unknown.getPropertyName(), "is not a field of this request")
                    .problem());
        }
        if (isMisfit(e.getCause()) && e.getCause() instanceof JacksonException misfit) {
            return answer(ProblemException.field(field(misfit.getPath()), "must be " + wanted(misfit))
                    .problem());
        }
        return answer(Problem.of(ProblemType.BAD_REQUEST, "Send one JSON object as the body, and each field once"));
    }

    /** Whether it is JSON, with a value of another kind than its field has. */
    private static boolean isMisfit(@Nullable Throwable cause) {
        boolean isNoJson = cause instanceof StreamReadException && !(cause instanceof InputCoercionException);
        return !isNoJson
                && cause instanceof JacksonException read
                && !read.getPath().isEmpty();
    }

    /** Such as {@code allowedAddresses[3]}. */
    private static String field(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String wanted(JacksonException misfit) {
        return FieldRules.of(type(misfit), declaration(misfit.getPath()));
    }

    private static @Nullable Class<?> type(JacksonException misfit) {
        if (misfit instanceof InputCoercionException tooLarge) {
            return tooLarge.getTargetType();
        }
        return misfit instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
    }

    /** The field that a path leads to; null where it is not that of a record. */
    private static @Nullable Field declaration(List<JacksonException.Reference> path) {
        JacksonException.Reference last = path.get(path.size() - 1);
        return last.from() instanceof Class<?> type
                ? Arrays.stream(type.getDeclaredFields())
                        .filter(field -> field.getName().equals(last.getPropertyName()))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    @ExceptionHandler
    ResponseEntity<String> mediaType(HttpMediaTypeNotSupportedException e) {
        return answer(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json"));
    }

    @ExceptionHandler
    ResponseEntity<String> method(HttpRequestMethodNotSupportedException e) {
        String allowed = String.join(", ", Objects.requireNonNullElse(e.getSupportedMethods(), new String[0]));
        Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use " + allowed);
        return entity(problem).header(HttpHeaders.ALLOW, allowed).body(problem.toJson());
    }

    /** A path variable of the wrong form names nothing that there is; a parameter is a field like any other. */
    @ExceptionHandler
    ResponseEntity<String> misfit(MethodArgumentTypeMismatchException e) {
        MethodParameter parameter = e.getParameter();
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return nothingHere();
        }
        String rule = FieldRules.of(parameter.getParameterType(), parameter.getParameter());
        return answer(ProblemException.field(e.getName(), "must be " + rule).problem());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<String> nothingHere() {
        return answer(Problem.of(ProblemType.NOT_FOUND, "Check the address"));
    }

    /** What was read and could not be written any more: nothing here has versions, so it can only be gone. */
    @ExceptionHandler({OptimisticLockingFailureException.class, OptimisticLockException.class})
    ResponseEntity<String> deletedMeanwhile() {
        return answer(Problem.of(ProblemType.NOT_FOUND, "It was deleted at this moment"));
    }

    /** What refers to something that is gone by now. */
    @ExceptionHandler
    ResponseEntity<String> refused(DataIntegrityViolationException e, HttpServletRequest request) {
        return e.getMostSpecificCause() instanceof SQLException refused
                        && FOREIGN_KEY_VIOLATION.equals(refused.getSQLState())
                ? deletedMeanwhile()
                : anythingElse(e, request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<String> storeAway(Exception e) {
        LOG.warn("the store cannot be reached: {}", e.getMessage());
        return answer(Problem.of(ProblemType.UNAVAILABLE, "Try again in " + RETRY_AFTER_SECONDS + " seconds"));
    }

    /** What Spring itself answers with a 4xx is a caller's mistake; the rest is ours, and its stack stays in the log. */
    @ExceptionHandler
    ResponseEntity<String> anythingElse(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            ProblemType type =
                    known.getStatusCode().value() == 406 ? ProblemType.NOT_ACCEPTABLE : ProblemType.BAD_REQUEST;
            return answer(
                    Problem.of(type, Objects.requireNonNullElse(known.getBody().getDetail(), type.title())));
        }
        // Not its address, which may hold the secret of a mailed link.
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("{} {} failed", request.getMethod(), pattern, e);
        return answer(Problem.of(ProblemType.INTERNAL_ERROR, "Try again; if it stays, tell the operator the time"));
    }

    private static ResponseEntity<String> answer(Problem problem) {
        ResponseEntity.BodyBuilder answer = entity(problem);
        if (problem.type().status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(problem.toJson());
    }

    private static ResponseEntity.BodyBuilder entity(Problem problem) {
        return ResponseEntity.status(problem.type().status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
    }
}
