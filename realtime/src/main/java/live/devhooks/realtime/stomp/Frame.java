package live.devhooks.realtime.stomp;

import java.nio.charset.StandardCharsets;

/** Writes one STOMP frame as text, in the version that its reader speaks. */
final class Frame {

    /** The frame without a command: a sign of life. */
    static final String HEARTBEAT = "\n";

    /** What ends a frame. */
    static final char END = '\0';

    /** Characters of most heads. */
    private static final int USUAL_HEAD = 256;

    private final StringBuilder text = new StringBuilder(USUAL_HEAD);
    private final StompVersion version;

    private Frame(StompVersion version) {
        this.version = version;
    }

    static Frame of(StompVersion version, String command) {
        return new Frame(version).line(command);
    }

    /** Goes on where another one stopped, which was {@linkplain #begun() begun} for many. */
    static Frame after(String begun, StompVersion version) {
        Frame frame = new Frame(version);
        frame.text.append(begun);
        return frame;
    }

    private Frame line(String words) {
        text.append(words).append('\n');
        return this;
    }

    /** What is written so far, for {@link #after}. */
    String begun() {
        return text.toString();
    }

    Frame header(String name, String value) {
        text.append(name).append(':');
        for (int at = 0; at < value.length(); at++) {
            version.append(text, value.charAt(at));
        }
        text.append('\n');
        return this;
    }

    /** A header whose value is the same in each version: without line ends, colons and backslashes. */
    Frame plainHeader(String name, String value) {
        text.append(name).append(':');
        return line(value);
    }

    /** The frame with {@code body}, whose length in bytes is stated. */
    String body(String body) {
        return head(body.getBytes(StandardCharsets.UTF_8).length) + body + END;
    }

    /** The frame up to its body, which is of this length in bytes and has to follow, with its {@link #END}. */
    String head(int bodyBytes) {
        return plainHeader("content-length", Integer.toString(bodyBytes))
                .text
                .append('\n')
                .toString();
    }

    /** The frame without a body. */
    String end() {
        return text.append('\n').append(END).toString();
    }
}
