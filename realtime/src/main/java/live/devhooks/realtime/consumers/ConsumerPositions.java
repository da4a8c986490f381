package live.devhooks.realtime.consumers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import live.devhooks.realtime.timer.Repeating;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How far named readers have acknowledged their streams: kept in memory while they are here, and written together, every now and then and when
 * one of them goes. What could not be written stays, and is tried again; what is lost with this node is sent once more.
 *
 * <p>It owns one thread, from {@link #start()} to {@link #stop()}, which writes what is left. It keeps as many positions as there are
 * subscriptions, and those that have ended until they are written.
 */
@Component
public class ConsumerPositions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerPositions.class);

    /** Positions beyond which those of readers that have gone are given up while the store does not take them. */
    private static final int MAX_KEPT = 100_000;

    private final ConsumerStore store;
    private final ConsumerProperties properties;
    private final OpenPositions open = new OpenPositions();
    private final AtomicBoolean flushAsked = new AtomicBoolean();
    private volatile @Nullable Repeating writer;

    ConsumerPositions(ConsumerStore store, ConsumerProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** Where a reader continues: the last {@code seq} that it acknowledged, here or elsewhere; empty where nothing of it is kept. */
    public OptionalLong find(Consumer consumer) {
        // What is written and forgotten meanwhile is found in the store.
        OptionalLong here = open.of(consumer).stream()
                .map(ConsumerPosition::acknowledged)
                .flatMapToLong(OptionalLong::stream)
                .max();
        OptionalLong stored = store.find(consumer);
        return stored.isPresent() && here.isPresent()
                ? OptionalLong.of(Math.max(stored.getAsLong(), here.getAsLong()))
                : here.isPresent() ? here : stored;
    }

    /** Begins to keep the position of a reader; empty where its source has as many names as it may and this is another one. */
    public Optional<ConsumerPosition> open(Consumer consumer, boolean isKnown) {
        if (!isKnown && !store.hasRoom(consumer)) {
            return Optional.empty();
        }
        ConsumerPosition position = new ConsumerPosition(consumer, this);
        open.add(position);
        return Optional.of(position);
    }

    /** Writes what there is to write, without keeping anybody waiting: once for all who ask before it begins. */
    void flushSoon() {
        Repeating current = writer;
        if (current != null && flushAsked.compareAndSet(false, true) && !current.soon()) {
            LOG.debug("positions are written by the last flush: this node stops");
        }
    }

    /** One account that cannot be written keeps no other from it. */
    private void flush() {
        flushAsked.set(false);
        open.removeIf(ConsumerPosition::isOver);
        due().forEach((account, positions) -> {
            try {
                write(account, positions);
            } catch (RuntimeException e) {
                LOG.warn(
                        "positions of an account's consumers could not be written and are tried again: {}",
                        e.toString());
                giveUpWhereThereAreTooMany();
            }
        });
    }

    private Map<UUID, Map<ConsumerPosition, Long>> due() {
        Map<UUID, Map<ConsumerPosition, Long>> due = new HashMap<>();
        for (ConsumerPosition position : open.all()) {
            position.due(properties.touchInterval())
                    .ifPresent(seq -> due.computeIfAbsent(position.consumer().account(), account -> new HashMap<>())
                            .put(position, seq));
        }
        return due;
    }

    private void write(UUID account, Map<ConsumerPosition, Long> positions) {
        Map<Consumer, Long> furthest = new HashMap<>();
        positions.forEach((position, seq) -> furthest.merge(position.consumer(), seq, Math::max));
        store.write(account, furthest);
        positions.forEach((position, seq) -> {
            if (position.written(seq)) {
                open.remove(position);
            }
        });
    }

    private void giveUpWhereThereAreTooMany() {
        if (open.all().size() > MAX_KEPT) {
            open.removeIf(ConsumerPosition::isClosed);
        }
    }

    @Override
    public void start() {
        writer = Repeating.every(properties.flushInterval(), "consumer-positions", this::flush);
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
