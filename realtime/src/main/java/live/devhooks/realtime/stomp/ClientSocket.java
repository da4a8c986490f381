package live.devhooks.realtime.stomp;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** A client's WebSocket, as its outbox needs it. */
interface ClientSocket {

    /** Sends a text message, which stands in {@code utf8}, without waiting; one at a time. */
    void sendText(ByteBuffer utf8, Callback callback);

    /** Closes the connection after what was sent, with the reason. */
    void close(CloseStatus status);

    /** Closes the connection at once. */
    void disconnect();

    /** The one below Jetty's session, which would have texts as strings, and encode each once more. */
    static ClientSocket of(WebSocketSession session) {
        CoreSession socket = Objects.requireNonNull(
                        ((NativeWebSocketSession) session)
                                .getNativeSession(org.eclipse.jetty.websocket.common.WebSocketSession.class),
                        "the WebSocket sessions are not Jetty's")
                .getCoreSession();
        return new ClientSocket() {
            @Override
            public void sendText(ByteBuffer utf8, Callback callback) {
                socket.sendFrame(new org.eclipse.jetty.websocket.core.Frame(OpCode.TEXT, utf8), callback, false);
            }

            @Override
            public void close(CloseStatus status) {
                socket.close(status.getCode(), status.getReason(), Callback.NOOP);
            }

            @Override
            public void disconnect() {
                socket.abort();
            }
        };
    }
}
