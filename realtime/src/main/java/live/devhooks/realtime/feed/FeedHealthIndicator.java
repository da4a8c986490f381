package live.devhooks.realtime.feed;

import live.devhooks.fanout.FanOutProperties;
import live.devhooks.fanout.FanOutProperties.Engine;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this node hears of what is new, and so should be sent readers. With NOTIFY that is so while it listens to PostgreSQL, which it also
 * reads; with NATS always, since a node that does not hear NATS asks the store.
 */
@Component
final class FeedHealthIndicator implements HealthIndicator {

    private final FeedListener listener;
    private final FanOutProperties fanOut;

    FeedHealthIndicator(FeedListener listener, FanOutProperties fanOut) {
        this.listener = listener;
        this.fanOut = fanOut;
    }

    @Override
    public Health health() {
        boolean hears = fanOut.engine() == Engine.NATS || listener.isConnected();
        return hears ? Health.up().build() : Health.outOfService().build();
    }
}
