package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies. Never fails: what it cannot read is a {@code webhook}, and its body is kept all the same. */
@Component
public class Recogniser {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * What {@code body} says.
     *
     * @param sessionPointer where a body that is not recognised has its session
     */
    public Reading read(byte[] body, Optional<JsonPointer> sessionPointer) {
        Optional<String> text = Texts.utf8(body);
        return text.map(value -> read(value, sessionPointer))
                .orElseGet(() -> Reading.unrecognised(EventBody.Form.BINARY, Optional.empty()));
    }

    private Reading read(String text, Optional<JsonPointer> sessionPointer) {
        return parse(text)
                .map(value -> StkCallback.in(value)
                        .map(StkCallback::reading)
                        .orElseGet(() -> Reading.unrecognised(
                                EventBody.Form.JSON, sessionPointer.flatMap(pointer -> session(value, pointer)))))
                .orElseGet(() -> Reading.unrecognised(EventBody.Form.TEXT, Optional.empty()));
    }

    /** A string or a number; nothing else names a session. */
    private static Optional<String> session(JsonNode body, JsonPointer pointer) {
        JsonNode found = body.at(pointer);
        return found.isString() || found.isNumber() ? Optional.of(found.asString()) : Optional.empty();
    }

    private Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(json.readTree(text)).filter(value -> !value.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
