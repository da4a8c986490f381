package live.devhooks.protocol;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One occurrence of a problem: the body of an error answer over HTTP and of an ERROR frame over STOMP (RFC 9457).
 *
 * @param type its entry in the catalogue
 * @param detail a sentence that says what to do
 * @param errors the fields that it is about, if any
 */
public record Problem(ProblemType type, String detail, List<FieldError> errors) {

    /** The media type of {@link #toJson()}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * What is wrong with one field.
     *
     * @param field its name in the request
     * @param message the rule that it breaks, with the limit's value
     */
    public record FieldError(String field, String message) {}

    /** A problem about no field in particular. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    /** The document: {@code type}, {@code title}, {@code status}, {@code detail}, {@code code} and, where there are any, {@code errors}. */
    public String toJson() {
        ObjectNode json = MAPPER.createObjectNode()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail)
                .put("code", type.slug());
        if (!errors.isEmpty()) {
            json.set("errors", MAPPER.valueToTree(errors));
        }
        return MAPPER.writeValueAsString(json);
    }
}
