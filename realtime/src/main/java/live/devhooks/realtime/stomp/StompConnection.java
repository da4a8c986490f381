package live.devhooks.realtime.stomp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.access.AccessRefused;
import live.devhooks.realtime.access.AccountConnections;
import live.devhooks.realtime.pulse.Beating;
import live.devhooks.realtime.pulse.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;

/** One client's connection: what it may read, what it reads, and what it is still to be sent. */
final class StompConnection implements Beating {

    private final AccountConnections accounts;
    private final FrameRate rate;
    private final Outbox outbox;
    private final SplitLineEnds lineEnds = new SplitLineEnds();
    private final Map<String, StompSubscription> subscriptions = new ConcurrentHashMap<>();

    @Nullable
    private volatile Access access;

    private volatile StompVersion version = StompVersion.V1_2;
    private final long openedNanos = System.nanoTime();
    private final long connectTimeoutNanos;
    private volatile boolean ended;
    private boolean over;
    private volatile long lastReceivedNanos = System.nanoTime();
    private volatile long sendEveryNanos;
    private volatile long endAfterSilenceNanos;

    StompConnection(ClientSocket socket, StompProperties properties, AccountConnections accounts) {
        this.accounts = accounts;
        this.rate = new FrameRate(properties.maxFramesPerSecond());
        this.connectTimeoutNanos = properties.connectTimeout().toNanos();
        this.outbox = new Outbox(socket, properties, this::resumeAll);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Puts line ends together that were cut. */
    WebSocketMessage<?> mend(WebSocketMessage<?> message) {
        return lineEnds.mend(message);
    }

    /** What both sides speak; the newest before they have agreed. */
    StompVersion version() {
        return version;
    }

    void agreeOn(StompVersion agreed) {
        version = agreed;
    }

    boolean hasSubscription(String id) {
        return subscriptions.containsKey(id);
    }

    int subscriptionCount() {
        return subscriptions.size();
    }

    /** Keeps a subscription that has just begun, or ends it if the connection has ended meanwhile. */
    void keep(String id, StompSubscription subscription) {
        subscriptions.put(id, subscription);
        if (ended) {
            subscription.close();
        }
        // It may have run out of room, and got some again, before it was known here.
        subscription.resume();
    }

    /** Ends the subscription with this id, if there is one. */
    void endSubscription(String id) {
        StompSubscription subscription = subscriptions.remove(id);
        if (subscription != null) {
            subscription.close();
        }
    }

    /** What it may read; null before it has connected. */
    @Nullable
    Access access() {
        return access;
    }

    /** Lets it in, or lets it go on with what it shows anew. */
    synchronized void grant(Access granted) throws AccessRefused {
        if (access == null && !over) {
            accounts.enter(granted.grant());
        }
        access = granted;
    }

    /** Notes that a frame has come; whether that is one too many. */
    boolean received() {
        lastReceivedNanos = System.nanoTime();
        return rate.isExceededBy(lastReceivedNanos);
    }

    /** The socket is closed. */
    void over() {
        endSubscriptions();
        outbox.ended();
        synchronized (this) {
            over = true;
            if (access != null) {
                accounts.leave(access.grant());
            }
        }
    }

    /** Agrees on heart-beats, in milliseconds; 0 for none. */
    void agreeOnHeartbeats(long sendEvery, long endAfterSilence) {
        sendEveryNanos = TimeUnit.MILLISECONDS.toNanos(sendEvery);
        endAfterSilenceNanos = TimeUnit.MILLISECONDS.toNanos(endAfterSilence);
    }

    @Override
    public void beat(Moment moment) {
        outbox.giveUpIfNotClosed(moment.nanos());
        outbox.giveUpIfStalled(moment.nanos());
        Access current = access;
        Optional<Problem> end = current == null ? lateness(moment) : moment.endOf(current);
        if (end.isPresent()) {
            fail(end.get(), null);
        } else if (isSilent(moment)) {
            endSubscriptions();
            outbox.close(CloseStatus.POLICY_VIOLATION.withReason("no heart-beat"));
        } else {
            subscriptions.values().forEach(StompSubscription::sendAgainWhatWasRefused);
            if (owesHeartbeat(moment)) {
                outbox.sendHeartbeat();
            }
        }
    }

    @Override
    public void endForRestart() {
        outbox.close(CloseStatus.SERVICE_RESTARTED);
    }

    /** What is to be said where it has been open for too long without a CONNECT. */
    private Optional<Problem> lateness(Moment moment) {
        return moment.nanos() - openedNanos > connectTimeoutNanos
                ? Optional.of(
                        Problem.of(ProblemType.NOT_AUTHENTICATED, "Send a CONNECT soon after opening the connection"))
                : Optional.empty();
    }

    private boolean owesHeartbeat(Moment moment) {
        return sendEveryNanos > 0 && moment.nanos() - outbox.lastSentNanos() >= sendEveryNanos;
    }

    /** Whether the client has been silent for longer than it said it would be. */
    private boolean isSilent(Moment moment) {
        return endAfterSilenceNanos > 0 && moment.nanos() - lastReceivedNanos > endAfterSilenceNanos;
    }

    /** Sends an ERROR, after which STOMP has a connection end. */
    void fail(Problem problem, @Nullable String receipt) {
        Frame frame =
                Frame.of(version, "ERROR").header("message", problem.type().slug());
        if (receipt != null) {
            frame.header("receipt-id", receipt);
        }
        endSubscriptions();
        outbox.send(frame.header("content-type", Problem.MEDIA_TYPE).body(problem.toJson()));
        outbox.close(CloseStatus.POLICY_VIOLATION.withReason(problem.type().slug()));
    }

    /** Ends what it reads, now and for good: the connection is over. */
    void endSubscriptions() {
        ended = true;
        // Closes just those that it removes; one that is added meanwhile is closed by whoever adds it.
        subscriptions.values().removeIf(subscription -> {
            subscription.close();
            return true;
        });
    }

    private void resumeAll() {
        subscriptions.values().forEach(StompSubscription::resume);
    }

    /** The subscriptions that an ACK or a NACK is about; none where they have ended, or it was acknowledged before. */
    List<StompSubscription> meantBy(AckId id) {
        return subscriptions.entrySet().stream()
                .filter(entry -> id.subscription().map(entry.getKey()::equals).orElse(true))
                .map(Map.Entry::getValue)
                .filter(subscription -> subscription.waitsFor(id.event()))
                .toList();
    }
}
