package live.devhooks.bench.load;

/** Takes the frames of a WebSocket server (RFC 6455) off what they carry. Belongs to one connection. */
final class WebSocketPayload {

    private static final int OPCODE = 0x0F;
    private static final int CLOSE = 8;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int SHORT_HEADER = 2;

    private final byte[] header = new byte[SHORT_HEADER + Long.BYTES];
    private int headerLength;
    private long remaining;

    /** Moves what the frames in {@code bytes[from, to)} carry to {@code into} and on; returns the end of that. */
    int unwrap(byte[] bytes, int from, int to, int into) {
        int at = from;
        int end = into;
        while (at < to) {
            if (remaining == 0) {
                at = readHeader(bytes, at, to);
            } else {
                int length = (int) Math.min(remaining, to - at);
                if (!isControl()) {
                    System.arraycopy(bytes, at, bytes, end, length);
                    end += length;
                }
                at += length;
                remaining -= length;
            }
        }
        return end;
    }

    /** Whether the server has said that it ends the connection. */
    boolean isClosed() {
        return (header[0] & OPCODE) == CLOSE;
    }

    private boolean isControl() {
        return (header[0] & OPCODE) >= CLOSE;
    }

    private int readHeader(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            header[headerLength++] = bytes[at++];
            if (headerLength >= SHORT_HEADER && headerLength == SHORT_HEADER + moreLengthBytes()) {
                remaining = length();
                headerLength = 0;
                return at;
            }
        }
        return at;
    }

    private int moreLengthBytes() {
        return switch (header[1] & LENGTH) {
            case LENGTH_IN_16_BITS -> Short.BYTES;
            case LENGTH_IN_64_BITS -> Long.BYTES;
            default -> 0;
        };
    }

    private long length() {
        if (moreLengthBytes() == 0) {
            return header[1] & LENGTH;
        }
        long length = 0;
        for (int at = SHORT_HEADER; at < headerLength; at++) {
            length = (length << Byte.SIZE) | (header[at] & 0xFF);
        }
        return length;
    }
}
