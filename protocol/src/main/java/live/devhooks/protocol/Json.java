package live.devhooks.protocol;

import tools.jackson.databind.json.JsonMapper;

/** Writes JSON strings where an event is put together from parts that are JSON already. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
