package live.devhooks.realtime.feed;

import java.nio.charset.StandardCharsets;

/**
 * An event as JSON, the same for all its readers.
 *
 * @param text as it is sent
 * @param bytes how long that is in UTF-8
 */
public record EventJson(String text, int bytes) {

    static EventJson of(String text) {
        return new EventJson(text, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
