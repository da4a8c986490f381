package live.devhooks.realtime.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reading the store for the streams.
 *
 * @param readers threads that read (default 4, as many as there are connections for it)
 * @param streamsAtOnce most streams that are read together (default 64)
 * @param pageSize most events that are read at once for one reader, where nothing else is read (default 200)
 * @param pageBytes bytes beyond which what is read at once takes no further event (default 1 MiB)
 * @param retention how long an event is given out after it was received (default 24 h)
 * @param pollInterval how soon a missed wake-up is healed (default 2 s)
 * @param retryInterval how long to wait after a failed reading (default 500 ms)
 * @param listenTimeout how long the listening connection may be silent before it is asked whether it lives (default 10 s)
 * @param channelInterval how soon the listening connection listens on the channel of a source that has its first reader here (default 20 ms)
 * @param reconnectMax longest pause between two attempts to listen again (default 5 s; the first is a sixteenth of it)
 */
@ConfigurationProperties("devhooks.feed")
record FeedProperties(
        @DefaultValue("4") int readers,
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
                || streamsAtOnce < 1
                || pageSize < 1
                || pageBytes < 1
                || reconnectMax.toMillis() < 100
                || channelInterval.toMillis() < 1
                || pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "devhooks.feed.readers, streams-at-once, page-size and page-bytes must be at least 1,"
                            + " reconnect-max at least 100ms, channel-interval and poll-interval at least 1ms");
        }
    }
}
