package live.devhooks.realtime.stomp;

import java.nio.charset.StandardCharsets;

/** Writes one STOMP frame as text, in the version that its reader speaks. */
final class Frame {

    /** The frame without a command: a sign of life. */
    static final String HEARTBEAT = "\n";

    /** What ends a frame. */
    static final char END = '\0';

    private final StringBuilder text = new StringBuilder();
    private final StompVersion version;

    private Frame(StompVersion version, String command) {
        this.version = version;
        text.append(command).append('\n');
    }

    static Frame of(StompVersion version, String command) {
        return new Frame(version, command);
    }

    Frame header(String name, String value) {
        text.append(name).append(':');
        for (int at = 0; at < value.length(); at++) {
            version.append(text, value.charAt(at));
        }
        text.append('\n');
        return this;
    }

    /** The frame with {@code body}, whose length in bytes is stated. */
    String body(String body) {
        return head(body.getBytes(StandardCharsets.UTF_8).length) + body + END;
    }

    /** The frame up to its body, which is of this length in bytes and has to follow, with its {@link #END}. */
    String head(int bodyBytes) {
        return header("content-length", Integer.toString(bodyBytes))
                .text
                .append('\n')
                .toString();
    }

    /** The frame without a body. */
    String end() {
        return text.append('\n').append(END).toString();
    }
}
