package live.devhooks.api.recognition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import live.devhooks.protocol.EventBody.Form;
import live.devhooks.protocol.SecurityCredential;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads bodies. Never fails: what it cannot read is a {@code webhook}, and its body is kept all the same. */
@Component
public class Recogniser {

    /**
     * What {@code body} says.
     *
     * @param segment what the callback URL has after the ingest key: a session, or what the URL is for
     * @param sessionPointer where a body that is not recognised has its session
     */
    public Reading read(byte[] body, Optional<SessionName> segment, Optional<JsonPointer> sessionPointer) {
        return Texts.utf8(body)
                .map(text -> JsonBody.in(text)
                        .map(json -> read(json, segment, sessionPointer))
                        .orElseGet(() -> Reading.unrecognised(formOf(text), segment)))
                .orElseGet(() -> Reading.unrecognised(formOf(body), segment));
    }

    private static Reading read(JsonBody body, Optional<SessionName> segment, Optional<JsonPointer> sessionPointer) {
        Form form = body.holdsCredential() ? Form.JSON_WITH_CREDENTIAL : Form.JSON;
        Optional<Callback> callback = body.contradictsItself() ? Optional.empty() : Callback.in(body.value(), segment);
        return callback.map(found -> Reading.of(found, form, segment))
                .orElseGet(() -> Reading.unrecognised(
                        form, segment.or(() -> sessionPointer.flatMap(pointer -> session(body.value(), pointer)))));
    }

    /** A string or a number; nothing else names a session. */
    private static Optional<SessionName> session(JsonNode body, JsonPointer pointer) {
        JsonNode found = body.at(pointer);
        return found.isString() || found.isNumber() ? SessionName.of(found.asString()) : Optional.empty();
    }

    private static Form formOf(String text) {
        return SecurityCredential.isIn(text) ? Form.TEXT_WITH_CREDENTIAL : Form.TEXT;
    }

    /** A single foreign letter makes bytes of what is a text otherwise. */
    private static Form formOf(byte[] body) {
        boolean holdsCredential = SecurityCredential.isIn(new String(body, StandardCharsets.ISO_8859_1));
        return holdsCredential ? Form.BINARY_WITH_CREDENTIAL : Form.BINARY;
    }
}
