package live.devhooks.realtime.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.devhooks.realtime.feed.WireForm;

/** Writes one STOMP frame as text, in the version that its reader speaks. */
final class Frame {

    /** What follows {@linkplain #begun() the beginning} of a subscription's MESSAGE frame: the same in each subscription and version. */
    static final WireForm REST_OF_MESSAGE = (id, json) -> restOfMessage("", id, json);

    /** The same after {@linkplain #begun(String, String) a beginning} up to the id of the event that is to be acknowledged. */
    static final WireForm REST_OF_MESSAGE_TO_ACKNOWLEDGE = (id, json) -> restOfMessage(id + '\n', id, json);

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

    private static byte[] restOfMessage(String before, String id, String json) {
        byte[] body = utf8(json);
        byte[] head = utf8(before + "message-id:" + id + "\ncontent-length:" + body.length + "\n\n");
        return ByteBuffer.allocate(head.length + body.length + 1)
                .put(head)
                .put(body)
                .put((byte) END)
                .array();
    }

    /** What is written so far. */
    byte[] begun() {
        return utf8(text.toString());
    }

    /** The same, and a header of whose value only the beginning is written: what goes on must need no escape. */
    byte[] begun(String name, String valueBegin) {
        append(name, valueBegin);
        return begun();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Frame header(String name, String value) {
        append(name, value);
        text.append('\n');
        return this;
    }

    private void append(String name, String value) {
        text.append(name).append(':');
        for (int at = 0; at < value.length(); at++) {
            version.append(text, value.charAt(at));
        }
    }

    /** A header whose value is the same in each version: without line ends, colons and backslashes. */
    Frame plainHeader(String name, String value) {
        text.append(name).append(':');
        return line(value);
    }

    /** The frame with {@code body}, whose length in bytes is stated. */
    String body(String body) {
        return plainHeader("content-length", Integer.toString(utf8(body).length))
                .text
                .append('\n')
                .append(body)
                .append(END)
                .toString();
    }

    /** The frame without a body. */
    String end() {
        return text.append('\n').append(END).toString();
    }
}
