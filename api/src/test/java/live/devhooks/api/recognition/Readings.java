package live.devhooks.api.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import live.devhooks.protocol.SessionName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the tests write, with single quotes for double ones. */
final class Readings {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Recogniser RECOGNISER = new Recogniser();

    private Readings() {}

    static Reading read(String body) {
        return read(body, "");
    }

    /** As delivered to a URL with this segment, or without one where it is empty. */
    static Reading read(String body, String segment) {
        return RECOGNISER.read(body.replace('\'', '"').getBytes(UTF_8), SessionName.of(segment), Optional.empty());
    }

    static JsonNode payment(Reading reading) {
        return JSON.readTree(reading.members()).path("payment");
    }

    /** Type and status in one, such as {@code mpesa_result paid}; a status that is absent is {@code -}. */
    static String kind(Reading reading) {
        return reading.type() + " " + payment(reading).path("status").asString("-");
    }

    static JsonNode json(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
