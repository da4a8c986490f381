package live.devhooks.realtime.stomp;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.Problem;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.feed.Subscription;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/** One client's connection: what it may read, what it reads, and what it is still to be sent. */
final class StompConnection {

    private final Outbox outbox;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    @Nullable
    private volatile Access access;

    private volatile long lastReceivedNanos = System.nanoTime();
    private volatile long sendEveryNanos;
    private volatile long endAfterSilenceNanos;

    StompConnection(Session socket, StompProperties properties) {
        this.outbox = new Outbox(socket, properties, this::resumeAll);
    }

    Outbox outbox() {
        return outbox;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** What it may read; null before it has connected. */
    @Nullable
    Access access() {
        return access;
    }

    void grant(Access granted) {
        access = granted;
    }

    void received() {
        lastReceivedNanos = System.nanoTime();
    }

    /** Agrees on heart-beats, in milliseconds; 0 for none. */
    void agreeOnHeartbeats(long sendEvery, long endAfterSilence) {
        sendEveryNanos = TimeUnit.MILLISECONDS.toNanos(sendEvery);
        endAfterSilenceNanos = TimeUnit.MILLISECONDS.toNanos(endAfterSilence);
    }

    /** Whether a sign of life is due. */
    boolean owesHeartbeat(long now) {
        return sendEveryNanos > 0 && now - outbox.lastSentNanos() >= sendEveryNanos;
    }

    /** Whether the client has been silent for longer than it said it would be. */
    boolean isSilent(long now) {
        return endAfterSilenceNanos > 0 && now - lastReceivedNanos > endAfterSilenceNanos;
    }

    /** Whether its token has run out. */
    boolean isExpired(Instant now) {
        Access current = access;
        return current != null && current.expiresAt().filter(now::isAfter).isPresent();
    }

    /** Sends an ERROR, after which STOMP has a connection end. */
    void fail(Problem problem, @Nullable String receipt) {
        Frame frame = Frame.of("ERROR").header("message", problem.type().slug());
        if (receipt != null) {
            frame.header("receipt-id", receipt);
        }
        endSubscriptions();
        outbox.send(frame.header("content-type", Problem.MEDIA_TYPE).body(problem.toJson()));
        outbox.close(CloseStatus.POLICY_VIOLATION.withReason(problem.type().slug()));
    }

    /** Ends what it reads: the connection is over. */
    void endSubscriptions() {
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
    }

    private void resumeAll() {
        subscriptions.values().forEach(Subscription::resume);
    }
}
