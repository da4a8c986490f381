package live.devhooks.api.recognition;

import java.util.Optional;
import live.devhooks.protocol.SecurityCredential;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON text as a tree, and what no tree shows, both read in one go.
 *
 * @param value the tree; of members with the same name it holds the last one
 * @param holdsCredential whether a member of it, at any depth, is a {@link SecurityCredential}
 * @param contradictsItself whether an object of it has two members of the same name and of different values
 */
record JsonBody(JsonNode value, boolean holdsCredential, boolean contradictsItself) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The one JSON value that {@code text} is; empty where it is something else, or nested or long beyond the parser's bounds. */
    static Optional<JsonBody> in(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            Reader reader = new Reader(parser);
            JsonToken first = parser.nextToken();
            JsonNode value = first == null ? null : reader.value(first);
            return value == null || parser.nextToken() != null
                    ? Optional.empty()
                    : Optional.of(new JsonBody(value, reader.holdsCredential, reader.contradictsItself));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** Goes one call deeper for each level, of which the parser takes 500 at most. */
    private static final class Reader {

        private final JsonParser parser;
        private boolean holdsCredential;
        private boolean contradictsItself;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode value(JsonToken token) {
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> NODES.stringNode(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
                default -> NODES.nullNode();
            };
        }

        /** One with an exponent beyond all bounds is kept as its text. */
        private JsonNode number() {
            try {
                return NODES.numberNode(parser.getDecimalValue());
            } catch (NumberFormatException tooLarge) {
                return NODES.stringNode(parser.getString());
            }
        }

        private ObjectNode object() {
            ObjectNode object = NODES.objectNode();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonNode value = value(parser.nextToken());
                JsonNode before = object.replace(name, value);
                holdsCredential |= SecurityCredential.isNamed(name);
                contradictsItself |= before != null && !before.equals(value);
            }
            return object;
        }

        private ArrayNode array() {
            ArrayNode array = NODES.arrayNode();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                array.add(value(token));
            }
            return array;
        }
    }
}
