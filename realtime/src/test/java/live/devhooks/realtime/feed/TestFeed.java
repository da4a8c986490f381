package live.devhooks.realtime.feed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import live.devhooks.fanout.TestFanOut;
import live.devhooks.migrations.Database;
import live.devhooks.realtime.deliveries.TestDeliveries;
import live.devhooks.tracing.EventTracer;

/** A feed as a realtime node has one, with bounds that suit a test. */
record TestFeed(Feed feed, FeedListener listener) {

    static TestFeed of(Database database, int pageSize, Duration pollInterval, InstantSource clock) {
        FeedProperties properties = properties(pageSize, 1_048_576, pollInterval);
        return of(database, new EventLog(database, properties, clock), properties, clock);
    }

    static TestFeed of(Database database, EventLog log, FeedProperties properties, InstantSource clock) {
        FeedChannels channels = new FeedChannels();
        Feed feed = new Feed(
                log,
                channels,
                TestDeliveries.of(database, new SimpleMeterRegistry()),
                new FeedTraces(EventTracer.off(), clock),
                properties);
        return new TestFeed(feed, new FeedListener(TestFanOut.postgres(), database, feed, channels, properties));
    }

    static FeedProperties properties(int pageSize, int pageBytes, Duration pollInterval) {
        return new FeedProperties(
                2,
                2,
                1,
                64,
                pageSize,
                pageBytes,
                Duration.ofHours(24),
                pollInterval,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofSeconds(1));
    }
}
