package live.devhooks.realtime.stomp;

import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeType;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/** What a client is told whose frame did not even reach the broker. */
final class StompErrors extends StompSubProtocolErrorHandler {

    private static final Problem UNREADABLE = Problem.of(
            ProblemType.BAD_REQUEST,
            "Send STOMP frames of at most the size that PROTOCOL.md states, and CONNECT once, before all others");

    @Override
    public Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> clientMessage, Throwable reason) {
        StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
        error.setMessage(UNREADABLE.type().slug());
        error.setContentType(MimeType.valueOf(Problem.MEDIA_TYPE));
        return MessageBuilder.createMessage(
                UNREADABLE.toJson().getBytes(StandardCharsets.UTF_8), error.getMessageHeaders());
    }
}
