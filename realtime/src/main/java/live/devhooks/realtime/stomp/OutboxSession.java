package live.devhooks.realtime.stomp;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/** Leads what Spring's STOMP layer sends into the connection's outbox, so that it keeps its place among all else. */
final class OutboxSession extends WebSocketSessionDecorator {

    private final Outbox outbox;

    OutboxSession(WebSocketSession session, Outbox outbox) {
        super(session);
        this.outbox = outbox;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            outbox.send(text.getPayload());
        }
    }

    @Override
    public void close() {
        outbox.close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        outbox.close(status);
    }
}
