package live.devhooks.realtime.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reading the store for the streams.
 *
 * @param readers threads that read for streams; with {@code pages-ahead} as many as {@code devhooks.database.stream-connections}
 * @param crowdThreads threads that help to hand events to the readers of a stream where these are more than 64; more than there are processors are of no use
 * @param pagesAhead most pages that are read while others are handed over, by a thread each, for readers that alone are behind; 0 for none
 * @param streamsAtOnce most streams that one thread reads together
 * @param pageSize most events that are read at once for one reader, where nothing else is read
 * @param pageBytes bytes beyond which what is read at once takes no further event
 * @param retention how long after its reception an event is given out
 * @param pollInterval how soon a missed wake-up is healed
 * @param retryInterval how long to wait after a failed reading
 * @param listenTimeout how long the listening connection may be silent before it is asked whether it lives
 * @param channelInterval how soon a node listens for a source that has its first reader there
 * @param reconnectMax longest pause between two attempts to listen again, the first of which is a sixteenth of it; at least 100ms
 */
@ConfigurationProperties("devhooks.feed")
record FeedProperties(
        @DefaultValue("4") int readers,
        @DefaultValue("2") int crowdThreads,
        @DefaultValue("1") int pagesAhead,
        @DefaultValue("64") int streamsAtOnce,
        @DefaultValue("200") int pageSize,
        @DefaultValue("1048576") int pageBytes,
        @DefaultValue("24h") Duration retention,
        @DefaultValue("2s") Duration pollInterval,
        @DefaultValue("500ms") Duration retryInterval,
        @DefaultValue("10s") Duration listenTimeout,
        @DefaultValue("20ms") Duration channelInterval,
        @DefaultValue("5s") Duration reconnectMax) {

    /** Rejects bounds with which nothing would ever be read. */
    FeedProperties {
        if (readers < 1
                || crowdThreads < 1
                || pagesAhead < 0
                || streamsAtOnce < 1
                || pageSize < 1
                || pageBytes < 1
                || reconnectMax.toMillis() < 100
                || channelInterval.toMillis() < 1
                || pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "devhooks.feed.readers, crowd-threads, streams-at-once, page-size and page-bytes must be at least 1, pages-ahead at least 0,"
                            + " reconnect-max at least 100ms, channel-interval and poll-interval at least 1ms");
        }
    }
}
