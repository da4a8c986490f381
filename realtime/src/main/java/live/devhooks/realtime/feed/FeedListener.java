package live.devhooks.realtime.feed;

import java.util.List;
import java.util.Set;
import live.devhooks.fanout.FanOutProperties;
import live.devhooks.fanout.ListenBounds;
import live.devhooks.fanout.WakeUpListener;
import live.devhooks.fanout.Woken;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.WakeUp;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens for wake-ups on the channels that the streams of this node need, by the engine that is configured, and passes them to the
 * {@link Feed}, from {@link #start()} to {@link #stop()}. It only wakes: readers are right without it, only later.
 */
@Component
class FeedListener implements SmartLifecycle {

    private final WakeUpListener listener;
    private volatile boolean running;

    FeedListener(
            FanOutProperties fanOut, Database database, Feed feed, FeedChannels channels, FeedProperties properties) {
        ListenBounds bounds =
                new ListenBounds(properties.channelInterval(), properties.listenTimeout(), properties.reconnectMax());
        this.listener = WakeUpListener.of(fanOut, "realtime", bounds, database, new WokenFeed(feed, channels));
    }

    private record WokenFeed(Feed feed, FeedChannels needed) implements Woken {

        @Override
        public Set<Integer> channels() {
            return needed.needed();
        }

        @Override
        public void wake(List<WakeUp.Position> positions) {
            feed.wake(positions);
        }

        @Override
        public void checkAll() {
            feed.checkAll();
        }
    }

    @Override
    public void start() {
        listener.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        listener.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the feed, which it wakes, and so stopped before it. */
    @Override
    public int getPhase() {
        return 1;
    }

    /** The channels on which nothing is missed. */
    Set<Integer> listened() {
        return listener.listened();
    }

    /** Whether it is connected to what wakes it. */
    boolean isConnected() {
        return listener.isConnected();
    }
}
