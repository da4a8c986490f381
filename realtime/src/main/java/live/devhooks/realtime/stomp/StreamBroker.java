package live.devhooks.realtime.stomp;

import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Destination;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.access.AccessRefused;
import live.devhooks.realtime.access.SecretVerifier;
import live.devhooks.realtime.access.TokenVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.CloseStatus;

/** Answers the frames of clients, which Spring's STOMP layer has decoded: one method a command. */
final class StreamBroker extends AbstractBrokerMessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamBroker.class);
    private static final String BEARER = "Bearer ";

    private final StompConnections connections;
    private final StompProperties properties;
    private final TokenVerifier tokens;
    private final SecretVerifier secrets;
    private final Subscribing subscribing;

    StreamBroker(
            SubscribableChannel inbound,
            MessageChannel outbound,
            SubscribableChannel unused,
            StompConnections connections,
            StompProperties properties,
            TokenVerifier tokens,
            SecretVerifier secrets,
            Subscribing subscribing) {
        super(inbound, outbound, unused);
        this.connections = connections;
        this.properties = properties;
        this.tokens = tokens;
        this.secrets = secrets;
        this.subscribing = subscribing;
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        StompHeaderAccessor headers = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompConnection connection = headers == null ? null : connections.find(headers.getSessionId());
        if (headers == null || connection == null) {
            return;
        }
        boolean isOneTooMany = connection.received();
        try {
            if (isOneTooMany) {
                throw new StompRefused(
                        ProblemType.TOO_MANY_FRAMES,
                        "Send at most " + properties.maxFramesPerSecond() + " frames in a second");
            }
            answer(connection, headers, message);
        } catch (StompRefused e) {
            connection.fail(e.problem(), headers.getReceipt());
        } catch (AccessRefused e) {
            connection.fail(e.problem(), headers.getReceipt());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("{} could not be answered: {}", headers.getCommand(), e.toString());
            connection.fail(Problem.of(ProblemType.UNAVAILABLE, "Connect again in a moment"), headers.getReceipt());
        }
    }

    private void answer(StompConnection connection, StompHeaderAccessor headers, Message<?> message)
            throws StompRefused, AccessRefused {
        StompCommand command = headers.getCommand();
        if (command == null) {
            return;
        }
        switch (command) {
            case CONNECT, STOMP -> connect(connection, headers);
            case SUBSCRIBE -> subscribing.begin(connection, connected(connection), headers);
            case UNSUBSCRIBE -> unsubscribe(connection, headers);
            case ACK -> acknowledge(connection, headers);
            case NACK -> refuse(connection, headers);
            case SEND -> send(connection, headers, (byte[]) message.getPayload());
            case DISCONNECT -> disconnect(connection, headers);
            default -> throw new StompRefused(ProblemType.NOT_SUPPORTED, command + " has no meaning here");
        }
    }

    private void connect(StompConnection connection, StompHeaderAccessor headers) throws StompRefused, AccessRefused {
        StompVersion version = StompVersion.agreedWith(headers)
                .orElseThrow(() -> new StompRefused(ProblemType.NOT_SUPPORTED, "Speak STOMP 1.2, 1.1 or 1.0"));
        long[] theirs = headers.getHeartbeat();
        connection.grant(authenticate(headers));
        connection.agreeOn(version);
        long ours = properties.heartbeat().toMillis();
        long sendEvery = theirs[1] == 0 ? 0 : Math.max(theirs[1], ours);
        long hearEvery = theirs[0] == 0 ? 0 : Math.max(theirs[0], ours);
        connection.agreeOnHeartbeats(sendEvery, hearEvery * properties.heartbeatTolerance());
        connection
                .outbox()
                .send(Frame.of(version, "CONNECTED")
                        .header("version", version.number())
                        .header("heart-beat", ours + "," + ours)
                        .header("server", "devhooks-sync")
                        .end());
    }

    private Access authenticate(StompHeaderAccessor headers) throws StompRefused, AccessRefused {
        String authorization = headers.getFirstNativeHeader("authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return tokens.verify(authorization.substring(BEARER.length()).strip());
        }
        String login = headers.getLogin();
        String passcode = headers.getPasscode();
        if (login != null && passcode != null) {
            return secrets.verify(login, new Secret(passcode));
        }
        throw new StompRefused(
                ProblemType.NOT_AUTHENTICATED,
                "CONNECT with the header authorization: Bearer <token>, or with login: <source> and passcode: <secret>");
    }

    private void acknowledge(StompConnection connection, StompHeaderAccessor headers) throws StompRefused {
        AckId id = ackId(connection, headers);
        connection.meantBy(id).forEach(subscription -> subscription.acknowledge(id.event()));
        receipt(connection, headers);
    }

    private void refuse(StompConnection connection, StompHeaderAccessor headers) throws StompRefused {
        AckId id = ackId(connection, headers);
        connection.meantBy(id).forEach(subscription -> subscription.refuse(id.event()));
        receipt(connection, headers);
    }

    private static AckId ackId(StompConnection connection, StompHeaderAccessor headers) throws StompRefused {
        connected(connection);
        isOutsideTransactions(headers);
        return AckId.of(headers)
                .orElseThrow(
                        () -> new StompRefused(
                                ProblemType.BAD_REQUEST,
                                "Name what is meant: id is the header ack of the MESSAGE; before STOMP 1.2, subscription and message-id"));
    }

    private static void isOutsideTransactions(StompHeaderAccessor headers) throws StompRefused {
        if (headers.getFirstNativeHeader("transaction") != null) {
            throw new StompRefused(ProblemType.NOT_SUPPORTED, "There are no transactions; send it without one");
        }
    }

    private void unsubscribe(StompConnection connection, StompHeaderAccessor headers) throws StompRefused {
        connected(connection);
        connection.endSubscription(FrameHeaders.subscriptionId(connection.version(), headers));
        receipt(connection, headers);
    }

    private void send(StompConnection connection, StompHeaderAccessor headers, byte[] body)
            throws StompRefused, AccessRefused {
        Access current = connected(connection);
        isOutsideTransactions(headers);
        if (!Destination.TOKEN.equals(FrameHeaders.destination(headers))) {
            throw new StompRefused(ProblemType.NOT_SUPPORTED, "Only a token can be sent, to " + Destination.TOKEN);
        }
        Access renewed = tokens.verify(new String(body, StandardCharsets.UTF_8).strip());
        if (!renewed.grant().equals(current.grant())) {
            throw new StompRefused(ProblemType.ACCESS_DENIED, "The new token must open what the old one opened");
        }
        connection.grant(renewed);
        receipt(connection, headers);
    }

    /** Ends it from here as well: not every client closes the connection when it has said good-bye. */
    private void disconnect(StompConnection connection, StompHeaderAccessor headers) {
        connection.endSubscriptions();
        receipt(connection, headers);
        connection.outbox().close(CloseStatus.NORMAL);
    }

    private static void receipt(StompConnection connection, StompHeaderAccessor headers) {
        if (headers.getReceipt() != null) {
            connection
                    .outbox()
                    .send(Frame.of(connection.version(), "RECEIPT")
                            .header("receipt-id", headers.getReceipt())
                            .end());
        }
    }

    private static Access connected(StompConnection connection) throws StompRefused {
        @Nullable Access access = connection.access();
        if (access == null) {
            throw new StompRefused(ProblemType.NOT_AUTHENTICATED, "CONNECT first");
        }
        return access;
    }
}
