package live.devhooks.realtime.stomp;

import java.util.Optional;
import live.devhooks.protocol.EventId;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/**
 * What an ACK or a NACK names: an event, and the subscription that it was sent under. STOMP 1.2 has both in one header, {@code id}, which is the
 * {@code ack} of the MESSAGE; 1.1 in two; in 1.0 the subscription may be missing.
 *
 * @param event the event
 * @param subscription the client's id of the subscription; absent where it is any that waits for the event
 */
record AckId(EventId event, Optional<String> subscription) {

    private static final char SEPARATOR = '.';

    /** What the header {@code ack} of each MESSAGE of a subscription begins with; the id of the event follows. */
    static String begin(String subscription) {
        return subscription + SEPARATOR;
    }

    /** Reads the headers of an ACK or a NACK; empty where they name nothing that was ever sent. */
    static Optional<AckId> of(StompHeaderAccessor headers) {
        String id = headers.getFirstNativeHeader("id");
        if (id != null) {
            int end = id.lastIndexOf(SEPARATOR);
            return end < 0
                    ? Optional.empty()
                    : EventId.parse(id.substring(end + 1))
                            .map(event -> new AckId(event, Optional.of(id.substring(0, end))));
        }
        String messageId = headers.getFirstNativeHeader("message-id");
        return Optional.ofNullable(messageId)
                .flatMap(EventId::parse)
                .map(event -> new AckId(event, Optional.ofNullable(headers.getFirstNativeHeader("subscription"))));
    }
}
