package live.devhooks.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads one HTTP/1.1 answer after the other, each of a stated length. */
final class ResponseReader {

    /** Longest answer, with its headers. */
    static final int MAX_BYTES = 64 * 1024;

    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] CLOSES = ascii("connection: close");
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final int NO_CONTENT = 204;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;
    private int lineStart;
    private int headLength;
    private int contentLength;
    private boolean closes;

    /** Forgets the answer before. */
    void clear() {
        length = 0;
        lineStart = 0;
        headLength = 0;
        contentLength = -1;
        closes = false;
    }

    /** Takes what came; tells whether the answer is whole. */
    boolean add(ByteBuffer received) throws IOException {
        if (received.remaining() > bytes.length - length) {
            throw new IOException("an answer of more than " + MAX_BYTES + " bytes");
        }
        int from = length;
        length += received.remaining();
        received.get(bytes, from, received.remaining());
        if (headLength == 0) {
            readHead(from);
        }
        return headLength > 0 && length >= headLength + contentLength;
    }

    int status() {
        int status = 0;
        for (int at = STATUS_AT; at < STATUS_AT + STATUS_DIGITS; at++) {
            status = status * 10 + (bytes[at] - '0');
        }
        return status;
    }

    /** Whether the server ends the connection after this answer. */
    boolean closes() {
        return closes;
    }

    private void readHead(int from) throws IOException {
        for (int at = from; at < length && headLength == 0; at++) {
            if (bytes[at] == '\n') {
                readLine(at);
                lineStart = at + 1;
            }
        }
    }

    private void readLine(int end) throws IOException {
        if (end - lineStart <= 1) {
            headLength = end + 1;
            if (contentLength < 0 && status() != NO_CONTENT) {
                throw new IOException("an answer that does not state its length");
            }
            contentLength = Math.max(contentLength, 0);
        } else if (startsWith(CONTENT_LENGTH, end)) {
            contentLength = number(lineStart + CONTENT_LENGTH.length, end);
        } else if (startsWith(CLOSES, end)) {
            closes = true;
        }
    }

    private boolean startsWith(byte[] lowerCase, int end) {
        if (end - lineStart < lowerCase.length) {
            return false;
        }
        for (int at = 0; at < lowerCase.length; at++) {
            if (Character.toLowerCase(bytes[lineStart + at]) != lowerCase[at]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) throws IOException {
        int number = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                number = number * 10 + (bytes[at] - '0');
            }
            if (number > MAX_BYTES) {
                throw new IOException("an answer of more than " + MAX_BYTES + " bytes");
            }
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
