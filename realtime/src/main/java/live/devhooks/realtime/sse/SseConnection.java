package live.devhooks.realtime.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.Problem;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.feed.FeedEvent;
import live.devhooks.realtime.feed.FeedReader;
import live.devhooks.realtime.feed.Room;
import live.devhooks.realtime.feed.Subscription;
import live.devhooks.realtime.feed.WireForm;
import live.devhooks.realtime.pulse.Beating;
import live.devhooks.realtime.pulse.Moment;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream as Server-Sent Events (HTML standard, section 9.2): each event with its id; {@code event: live} when the replay is done,
 * {@code event: error} with a problem before we end it.
 */
final class SseConnection implements FeedReader, Beating, AsyncListener {

    private static final String HEARTBEAT = ":\n\n";

    /** A whole event of the stream. */
    private static final WireForm EVENT =
            (id, json) -> ("id: " + id + "\ndata: " + oneLine(json) + "\n\n").getBytes(StandardCharsets.UTF_8);

    private final Access access;
    private final SseProperties properties;
    private final SseOutbox outbox;
    private final Runnable onEnd;

    private @Nullable Subscription subscription;
    private boolean over;

    /** Sends to the response of {@code context}; {@code onEnd} is run when that is over. */
    SseConnection(
            Access access, AsyncContext context, ServletOutputStream output, SseProperties properties, Runnable onEnd) {
        this.access = access;
        this.properties = properties;
        this.onEnd = onEnd;
        this.outbox = new SseOutbox(context, output, properties.outboxBytes(), this::resume);
        long retry = properties.retry().toMillis();
        outbox.send("retry: " + ThreadLocalRandom.current().nextLong(retry, 2 * retry + 1) + "\n\n");
    }

    Grant grant() {
        return access.grant();
    }

    SseOutbox outbox() {
        return outbox;
    }

    /** Keeps what it reads, or ends that where it is over already. */
    synchronized void keep(Subscription begun) {
        subscription = begun;
        if (over) {
            begun.close();
        }
        // It may have run out of room, and got some again, before it was known here.
        begun.resume();
    }

    @Override
    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    @Override
    public void event(FeedEvent event) {
        outbox.queue(event.as(EVENT, access.grant().payerView()));
    }

    @Override
    public boolean counts() {
        return !access.isOwners();
    }

    @Override
    public Room room() {
        return outbox.room();
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public void live(EventId position, boolean gap) {
        outbox.send("event: live\nid: %s\ndata: {\"position\":\"%s\",\"replayGap\":%s}\n\n"
                .formatted(position, position, gap));
    }

    @Override
    public void beat(Moment moment) {
        outbox.giveUpIfNotClosed(moment.nanos(), properties.closeTimeout().toNanos());
        moment.endOf(access).ifPresent(this::fail);
        if (outbox.isIdle()
                && moment.nanos() - outbox.lastSentNanos()
                        >= properties.heartbeat().toNanos()) {
            outbox.send(HEARTBEAT);
        }
    }

    private void fail(Problem problem) {
        outbox.send("event: error\ndata: " + oneLine(problem.toJson()) + "\n\n");
        outbox.close();
    }

    @Override
    public void endForRestart() {
        outbox.close();
    }

    private synchronized void resume() {
        if (subscription != null) {
            subscription.resume();
        }
    }

    /** White space between the tokens of a body's JSON may hold line ends, which would end the field; nothing else in JSON can. */
    private static String oneLine(String json) {
        return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
                ? json
                : json.replace('\r', ' ').replace('\n', ' ');
    }

    private void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            if (subscription != null) {
                subscription.close();
            }
        }
        outbox.forget();
        onEnd.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        outbox.end();
    }

    @Override
    public void onError(AsyncEvent event) {
        outbox.end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it once more.
    }
}
