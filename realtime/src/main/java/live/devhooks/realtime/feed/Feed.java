package live.devhooks.realtime.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import live.devhooks.protocol.WakeUp;
import live.devhooks.realtime.deliveries.Deliveries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The streams that this node has readers for, by source: one look-up each.
 *
 * <p>It owns the threads that read the store, those that read ahead of them, those that help them where a stream has many readers, and one that asks now and then how far the streams
 * have come, which heals any wake-up that was missed. All of them live from {@link #start()} to {@link #stop()}. The queue of those that have woken needs no bound of its own: a stream
 * stands in it at most once. Each thread takes as many of them as wait, so that under load they share their statements.
 */
@Component
public class Feed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private static final Executor NOBODY = work -> {};

    private final EventLog log;
    private final FeedChannels channels;
    private final Deliveries deliveries;
    private final FeedTraces traces;
    private final FeedProperties properties;
    private final Map<Long, SourceStream> streams = new ConcurrentHashMap<>();
    private final BlockingQueue<SourceStream> woken = new LinkedBlockingQueue<>();
    private volatile @Nullable Threads threads;

    Feed(EventLog log, FeedChannels channels, Deliveries deliveries, FeedTraces traces, FeedProperties properties) {
        this.log = log;
        this.channels = channels;
        this.deliveries = deliveries;
        this.traces = traces;
        this.properties = properties;
    }

    private record Threads(
            ExecutorService readers, ExecutorService ahead, ExecutorService crowd, ScheduledExecutorService timer) {}

    /** Begins to hand the events that {@code grant} opens, of one session or of the whole source, to {@code reader}. */
    public Subscription subscribe(Grant grant, Optional<SessionName> session, StartPosition start, FeedReader reader) {
        SourceStream stream = Objects.requireNonNull(
                streams.compute(grant.sourceId(), (id, known) -> (known == null ? open(id) : known).retain()));
        Subscription subscription = new Subscription(stream, grant, session, start, reader, deliveries);
        stream.add(subscription);
        return subscription;
    }

    private SourceStream open(long sourceId) {
        channels.enter(sourceId);
        return new SourceStream(sourceId, this);
    }

    /** Not where another one is in its place, since this node has stopped and started again. */
    void release(SourceStream stream) {
        streams.computeIfPresent(stream.sourceId(), (id, known) -> {
            if (known != stream || stream.release()) {
                return known;
            }
            channels.leave(id);
            return null;
        });
    }

    /** How many sources have readers here. */
    int streams() {
        return streams.size();
    }

    /** How many of them wait to be read. */
    int woken() {
        return woken.size();
    }

    /** Tells the streams that have readers here how far their sources have grown. */
    void wake(List<WakeUp.Position> positions) {
        for (WakeUp.Position position : positions) {
            SourceStream stream = streams.get(position.sourceId());
            if (stream != null) {
                stream.wake(position.lastSeq());
            }
        }
    }

    /** Asks the store how far all streams have come. */
    void checkAll() {
        List<Long> sourceIds = new ArrayList<>(streams.keySet());
        for (int from = 0; from < sourceIds.size(); from += EventLog.MAX_HEADS) {
            int to = Math.min(from + EventLog.MAX_HEADS, sourceIds.size());
            wake(log.heads(sourceIds.subList(from, to)).entrySet().stream()
                    .map(head ->
                            new WakeUp.Position(head.getKey(), head.getValue().seq()))
                    .toList());
        }
    }

    /** Has a stream take part in a round soon; not while this node is stopped, when nobody is left to read. */
    void execute(SourceStream stream) {
        woken.add(stream);
    }

    /** Hands {@code events} to each of {@code readers}, who are live in one stream; returns those that had no room for all. */
    List<Subscription> hand(List<FeedEvent> events, Collection<Subscription> readers) {
        Threads current = threads;
        // Where this node stops meanwhile, there are no helpers, and the round is ended without.
        return Crowd.hand(events, readers, current == null ? NOBODY : current.crowd, properties.crowdThreads());
    }

    /** Reads for whatever streams have woken, several together, until this node stops. */
    private void readOn(ReadAhead ahead) {
        try {
            while (true) {
                List<SourceStream> streams = new ArrayList<>();
                streams.add(woken.take());
                woken.drainTo(streams, properties.streamsAtOnce() - 1);
                read(streams, ahead);
            }
        } catch (InterruptedException stopped) {
            LOG.debug("the streams are not read any more: this node stops");
        }
    }

    /** A round that failed has moved no reader past anything, so it can simply be done again. */
    private void read(List<SourceStream> streams, ReadAhead ahead) {
        Round round = new Round(log, ahead, traces, streams, this::failed, this::unreadable);
        try {
            List<SourceStream> again = new ArrayList<>(round.run());
            // Those in front have the most of what a round reads: nobody is to be there each time.
            Collections.shuffle(again);
            again.forEach(this::execute);
        } catch (RuntimeException | Error e) {
            round.streams().forEach(stream -> failed(stream, e));
        }
    }

    private void failed(SourceStream stream, Throwable reason) {
        LOG.warn(
                "the stream of source {} could not be read and is tried again: {}",
                stream.sourceId(),
                reason.toString());
        soon(stream, () -> execute(stream));
    }

    /** Its other readers go on meanwhile. */
    private void unreadable(SourceStream stream, SourceStream.Unreadable event) {
        FeedTraces.withTrace(LOG.atLevel(event.isNews() ? Level.WARN : Level.DEBUG), event.reason())
                .log(
                        "the event after {} of source {} cannot be read and is tried again: {}",
                        event.after(),
                        stream.sourceId(),
                        event.reason().toString());
        soon(stream, stream::retry);
    }

    private void soon(SourceStream stream, Runnable work) {
        Threads current = threads;
        try {
            if (current != null) {
                current.timer.schedule(work, properties.retryInterval().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the stream of source {} is not tried again: this node stops", stream.sourceId());
        }
    }

    private void poll() {
        try {
            checkAll();
        } catch (RuntimeException | Error e) {
            LOG.warn("the positions of the streams could not be read: {}", e.toString());
        }
    }

    @Override
    public void start() {
        Threads started = new Threads(
                Executors.newFixedThreadPool(properties.readers(), work -> daemon(work, "feed-reader")),
                Executors.newFixedThreadPool(Math.max(1, properties.pagesAhead()), work -> daemon(work, "feed-ahead")),
                helpers(properties.crowdThreads()),
                Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "feed-timer")));
        ReadAhead ahead = new ReadAhead(log::page, properties.pagesAhead(), ReadAhead.OF_USE, started.ahead);
        for (int reader = 0; reader < properties.readers(); reader++) {
            started.readers.execute(() -> readOn(ahead));
        }
        long interval = properties.pollInterval().toMillis();
        started.timer.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
        threads = started;
    }

    @Override
    public void stop() {
        Threads stopping = threads;
        threads = null;
        if (stopping != null) {
            stopping.timer.shutdownNow();
            stopping.readers.shutdownNow();
            stopping.ahead.shutdownNow();
            // Without an interrupt, which would close the sockets that they write to.
            stopping.crowd.shutdown();
            streams.keySet().forEach(channels::leave);
            streams.clear();
            woken.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** Before the listener, which wakes it, and the web server, and so stopped after both. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Threads that do what they are given where they have nothing to do; else it is forgotten, and waits nowhere. */
    private static ExecutorService helpers(int count) {
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> daemon(work, "feed-crowd"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
