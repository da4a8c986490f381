package live.devhooks.realtime.stomp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.devhooks.realtime.access.AccountConnections;
import live.devhooks.realtime.pulse.Pulse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/** The connections of this node, by the id of their WebSocket session. */
@Component
class StompConnections {

    private final Map<String, StompConnection> connections = new ConcurrentHashMap<>();
    private final StompProperties properties;
    private final Pulse pulse;
    private final AccountConnections accounts;

    StompConnections(StompProperties properties, Pulse pulse, AccountConnections accounts) {
        this.accounts = accounts;
        this.properties = properties;
        this.pulse = pulse;
    }

    @Nullable
    StompConnection find(@Nullable String sessionId) {
        return sessionId == null ? null : connections.get(sessionId);
    }

    /** {@code handler}, with each WebSocket session known here from its first moment to its last. */
    WebSocketHandler around(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession session) throws Exception {
                if (pulse.isDraining()) {
                    session.close(CloseStatus.SERVICE_RESTARTED);
                    return;
                }
                if (connections.size() >= properties.maxConnections()) {
                    session.close(CloseStatus.SERVICE_OVERLOAD.withReason("this node has all the connections it may"));
                    return;
                }
                StompConnection connection = new StompConnection(ClientSocket.of(session), properties, accounts);
                connections.put(session.getId(), connection);
                pulse.add(connection);
                if (pulse.isDraining()) {
                    connection.endForRestart();
                }
                super.afterConnectionEstablished(new OutboxSession(session, connection.outbox()));
            }

            @Override
            public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
                StompConnection connection = connections.get(session.getId());
                super.handleMessage(session, connection == null ? message : connection.mend(message));
            }

            @Override
            public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
                StompConnection connection = connections.remove(session.getId());
                if (connection != null) {
                    pulse.remove(connection);
                    connection.over();
                    super.afterConnectionClosed(session, status);
                }
            }
        };
    }
}
