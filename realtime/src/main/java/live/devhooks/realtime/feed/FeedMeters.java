package live.devhooks.realtime.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What an operator sees of the feed; docs/operations/metrics.md says what each means. */
@Component
final class FeedMeters implements MeterBinder {

    private final Feed feed;
    private final FeedListener listener;

    FeedMeters(Feed feed, FeedListener listener) {
        this.feed = feed;
        this.listener = listener;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("devhooks.feed.streams", feed, Feed::streams)
                .description("Sources that have readers on this node")
                .register(registry);
        Gauge.builder("devhooks.feed.woken", feed, Feed::woken)
                .description("Sources that wait to be read")
                .register(registry);
        Gauge.builder("devhooks.fan.out.connected", listener, there -> there.isConnected() ? 1 : 0)
                .description("1 while this node is connected to what announces or hears that sources have grown")
                .tag("side", "listener")
                .register(registry);
    }
}
