package live.devhooks.fanout;

import java.time.Duration;

/**
 * Bounds of listening.
 *
 * @param channelInterval how soon a channel is listened to that has become needed
 * @param listenTimeout how long a listening connection to PostgreSQL may be silent before it is asked whether it lives
 * @param reconnectMax longest pause between two attempts to listen to PostgreSQL again; the first is a sixteenth of it
 */
public record ListenBounds(Duration channelInterval, Duration listenTimeout, Duration reconnectMax) {}
