package live.devhooks.realtime.stomp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.TokenClaims;
import live.devhooks.realtime.access.Revocations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/**
 * Looks at each connection now and then: sends the heart-beat that is due and what was refused, and ends those whose token has run out, whose secret was revoked or
 * whose client has fallen silent. It owns one thread, from {@link #start()} to {@link #stop()}, which also ends all connections so that their clients
 * go to another node.
 */
@Component
class StompPulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StompPulse.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final StompConnections connections;
    private final Revocations revocations;
    private final InstantSource clock;
    private volatile @Nullable ScheduledExecutorService timer;

    StompPulse(StompConnections connections, Revocations revocations, InstantSource clock) {
        this.connections = connections;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "stomp-pulse");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
        connections.all().forEach(connection -> connection.outbox().close(CloseStatus.SERVICE_RESTARTED));
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void beat() {
        Instant lastValid = clock.instant().minus(TokenClaims.CLOCK_SKEW);
        for (StompConnection connection : connections.all()) {
            try {
                look(connection, lastValid);
            } catch (RuntimeException e) {
                LOG.error("a connection could not be looked after", e);
            }
        }
    }

    private void look(StompConnection connection, Instant lastValid) {
        long now = System.nanoTime();
        connection.outbox().giveUpIfNotClosed(now);
        if (connection.isOverdue(now)) {
            connection.fail(
                    Problem.of(ProblemType.NOT_AUTHENTICATED, "Send a CONNECT soon after opening the connection"),
                    null);
        } else if (connection.isRevoked(revocations)) {
            connection.fail(
                    Problem.of(ProblemType.SECRET_REVOKED, "Connect with another secret, or a token of one"), null);
        } else if (connection.isExpired(lastValid)) {
            connection.fail(connection.expiry(), null);
        } else if (connection.isSilent(now)) {
            connection.endSubscriptions();
            connection.outbox().close(CloseStatus.POLICY_VIOLATION.withReason("no heart-beat"));
        } else {
            connection.sendAgainWhatWasRefused();
            if (connection.owesHeartbeat(now)) {
                connection.outbox().sendHeartbeat();
            }
        }
    }
}
