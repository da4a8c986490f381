package live.devhooks.realtime.stomp;

import live.devhooks.protocol.ProblemType;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Headers that more than one kind of frame must have. */
final class FrameHeaders {

    private FrameHeaders() {}

    static String destination(StompHeaderAccessor headers) throws StompRefused {
        if (headers.getDestination() == null) {
            throw new StompRefused(ProblemType.BAD_REQUEST, "The header destination is missing");
        }
        return headers.getDestination();
    }

    /** The id that the client chose; STOMP 1.0 lets the destination stand for it. */
    static String subscriptionId(StompVersion version, StompHeaderAccessor headers) throws StompRefused {
        String id = headers.getSubscriptionId();
        if (id == null && version.wantsSubscriptionIds()) {
            throw new StompRefused(ProblemType.BAD_REQUEST, "The header id is missing");
        }
        return id == null ? destination(headers) : id;
    }
}
