package live.devhooks.realtime.deliveries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import live.devhooks.protocol.EventId;
import live.devhooks.realtime.timer.Repeating;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * When events were first sent to a reader, and first acknowledged by one: noted in memory and written together every now and then, a row for an event and
 * not for a delivery. What could not be written is tried again while there is room for it; what is lost with this node is not known, and nobody
 * misses an event for that.
 *
 * <p>It owns one thread, from {@link #start()} to {@link #stop()}, which writes what is left.
 */
@Component
public class Deliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final DeliveryStore store;
    private final DeliveryProperties properties;
    private final InstantSource clock;
    private final Timer untilSent;
    private final Timer untilAcknowledged;
    private final Counter unnoted;
    private Map<EventId, Delivery> noted = new LinkedHashMap<>();
    private final Map<EventId, Boolean> sentBefore;
    private volatile @Nullable Repeating writer;

    Deliveries(DeliveryStore store, DeliveryProperties properties, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        this.sentBefore = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<EventId, Boolean> eldest) {
                return size() > properties.maxRemembered();
            }
        };
        this.untilSent = timer("devhooks.delivery.sent", "from an event's reception to its first sending", meters);
        this.untilAcknowledged = timer(
                "devhooks.delivery.acknowledged", "from an event's reception to its first acknowledgement", meters);
        this.unnoted = Counter.builder("devhooks.delivery.unnoted")
                .description(
                        "events of which it was not noted when they were sent or acknowledged, since there were too many at once")
                .register(meters);
    }

    private static Timer timer(String name, String description, MeterRegistry meters) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofHours(24))
                .register(meters);
    }

    /** Notes that a reader's connection is given an event now. */
    public void sent(UUID account, EventId event, Instant receivedAt) {
        Instant now = clock.instant();
        synchronized (this) {
            if (sentBefore.putIfAbsent(event, true) != null) {
                return;
            }
            note(new Delivery(account, event, receivedAt, now, null));
        }
        untilSent.record(Duration.between(receivedAt, now));
    }

    /** Notes that a reader acknowledges an event now. */
    public void acknowledged(UUID account, EventId event, Instant receivedAt) {
        Instant now = clock.instant();
        synchronized (this) {
            note(new Delivery(account, event, receivedAt, null, now));
        }
        untilAcknowledged.record(Duration.between(receivedAt, now));
    }

    private void note(Delivery delivery) {
        if (noted.containsKey(delivery.event()) || noted.size() < properties.maxNoted()) {
            noted.merge(delivery.event(), delivery, Delivery::with);
        } else {
            unnoted.increment();
        }
    }

    private void flush() {
        List<Delivery> due = take();
        if (due.isEmpty()) {
            return;
        }
        try {
            store.write(due);
        } catch (RuntimeException e) {
            LOG.warn("when events were sent could not be written and is tried again: {}", e.toString());
            synchronized (this) {
                due.forEach(this::note);
            }
        }
    }

    private synchronized List<Delivery> take() {
        List<Delivery> due = new ArrayList<>(noted.values());
        noted = new LinkedHashMap<>();
        return due;
    }

    @Override
    public void start() {
        writer = Repeating.every(properties.flushInterval(), "deliveries", this::flush);
    }

    @Override
    public void stop() {
        Repeating stopping = writer;
        writer = null;
        if (stopping != null) {
            stopping.stop();
            flush();
        }
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** Before the streams, and so stopped after they have ended. */
    @Override
    public int getPhase() {
        return 0;
    }
}
