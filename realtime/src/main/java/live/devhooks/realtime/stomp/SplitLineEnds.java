package live.devhooks.realtime.stomp;

import java.nio.ByteBuffer;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;

/**
 * Keeps a carriage return at the end of a WebSocket message until the next one comes: Spring's decoder wants its line feed in the same message, and
 * a frame may be cut anywhere. Belongs to the thread that receives.
 */
final class SplitLineEnds {

    private boolean kept;

    /** {@code message} with what was kept before it, and without what is kept of it. */
    WebSocketMessage<?> mend(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            return mend(text);
        }
        return message instanceof BinaryMessage binary ? mend(binary) : message;
    }

    private TextMessage mend(TextMessage message) {
        String payload = kept ? "\r" + message.getPayload() : message.getPayload();
        if (!kept && !payload.endsWith("\r")) {
            return message;
        }
        kept = payload.endsWith("\r");
        return new TextMessage(kept ? payload.substring(0, payload.length() - 1) : payload);
    }

    private BinaryMessage mend(BinaryMessage message) {
        ByteBuffer payload = kept ? afterReturn(message.getPayload()) : message.getPayload();
        boolean ends = payload.hasRemaining() && payload.get(payload.limit() - 1) == '\r';
        if (!kept && !ends) {
            return message;
        }
        kept = ends;
        return new BinaryMessage(ends ? payload.duplicate().limit(payload.limit() - 1) : payload);
    }

    private static ByteBuffer afterReturn(ByteBuffer payload) {
        return ByteBuffer.allocate(payload.remaining() + 1)
                .put((byte) '\r')
                .put(payload.duplicate())
                .flip();
    }
}
