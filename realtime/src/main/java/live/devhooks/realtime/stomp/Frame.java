package live.devhooks.realtime.stomp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.devhooks.realtime.feed.WireForm;

/** Writes one STOMP frame as text, in the version that its reader speaks. */
final class Frame {

    /** What follows {@linkplain #begun() the beginning} of a subscription's MESSAGE frame, to its end: the same in each subscription and version. */
    static final WireForm REST_OF_MESSAGE = Frame::restOfMessage;

    /** The frame without a command: a sign of life. */
    static final String HEARTBEAT = "\n";

    /** What ends a frame. */
    private static final char END = '\0';

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

    private Frame line(String words) {
        text.append(words).append('\n');
        return this;
    }

    private static byte[] restOfMessage(String id, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = new Frame(StompVersion.V1_2)
                .plainHeader("message-id", id)
                .head(body.length)
                .getBytes(StandardCharsets.UTF_8);
        byte[] rest = Arrays.copyOf(head, head.length + body.length + 1);
        System.arraycopy(body, 0, rest, head.length, body.length);
        rest[rest.length - 1] = END;
        return rest;
    }

    /** What is written so far, in UTF-8. */
    byte[] begun() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
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

    /** The frame up to its body, which is of this length in bytes. */
    private String head(int bodyBytes) {
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
