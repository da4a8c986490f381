package live.devhooks.realtime.pulse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.TokenClaims;
import live.devhooks.realtime.access.Revocations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at each connection twice a second. It owns one thread, from {@link #start()} to {@link #stop()}, which also ends all connections so that
 * their clients go to another node. A connection is known here from its first moment to its last.
 */
@Component
public class Pulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Set<Beating> connections = ConcurrentHashMap.newKeySet();
    private final Revocations revocations;
    private final InstantSource clock;
    private volatile @Nullable ScheduledExecutorService timer;

    Pulse(Revocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Looks at {@code connection} from now on. */
    public void add(Beating connection) {
        connections.add(connection);
    }

    /** Looks at {@code connection} no more. */
    public void remove(Beating connection) {
        connections.remove(connection);
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pulse");
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
        connections.forEach(Beating::endForRestart);
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void beat() {
        Moment moment = new Moment(System.nanoTime(), clock.instant().minus(TokenClaims.CLOCK_SKEW), revocations);
        for (Beating connection : connections) {
            try {
                connection.beat(moment);
            } catch (RuntimeException e) {
                LOG.error("a connection could not be looked after", e);
            }
        }
    }
}
