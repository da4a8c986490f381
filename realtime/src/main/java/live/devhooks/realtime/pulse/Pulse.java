package live.devhooks.realtime.pulse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import live.devhooks.protocol.TokenClaims;
import live.devhooks.realtime.access.Revocations;
import live.devhooks.realtime.timer.Repeating;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at each connection twice a second. It owns one thread, from {@link #start()} to {@link #stop()}, which also ends all connections, a
 * few at a time, so that their clients go to another node. A connection is known here from its first moment to its last.
 */
@Component
public class Pulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration DRAIN_STEP = Duration.ofMillis(50);

    /** Connections whose clients may well come to another node together. */
    private static final int LEAST_AT_ONCE = 10;

    private final Set<Beating> connections = ConcurrentHashMap.newKeySet();
    private final PulseProperties properties;
    private final Revocations revocations;
    private final InstantSource clock;
    private volatile @Nullable Repeating timer;
    private volatile boolean draining;

    Pulse(PulseProperties properties, Revocations revocations, InstantSource clock) {
        this.properties = properties;
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

    /** How many connections are open. */
    int connections() {
        return connections.size();
    }

    @Override
    public void start() {
        timer = Repeating.every(INTERVAL, "pulse", this::beat);
        draining = false;
    }

    @Override
    public void stop() {
        Repeating stopping = timer;
        draining = true;
        drain();
        timer = null;
        if (stopping != null) {
            stopping.stop();
        }
        // Those that came while it stopped.
        connections.forEach(Beating::endForRestart);
    }

    /** Whether this node stops, and takes no more connections. */
    public boolean isDraining() {
        return draining;
    }

    /** Ends some of the connections at a time, while the others are looked after as ever. */
    private void drain() {
        List<Beating> left = new ArrayList<>(connections);
        Collections.shuffle(left);
        int steps = (int) Math.max(1, properties.drain().dividedBy(DRAIN_STEP));
        int atOnce = Math.max(LEAST_AT_ONCE, (left.size() + steps - 1) / steps);
        for (int from = 0; from < left.size(); from += atOnce) {
            left.subList(from, Math.min(from + atOnce, left.size())).forEach(Beating::endForRestart);
            if (from + atOnce < left.size()) {
                LockSupport.parkNanos(DRAIN_STEP.toNanos());
            }
        }
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
            } catch (RuntimeException | Error e) {
                LOG.error("a connection could not be looked after", e);
            }
        }
    }
}
