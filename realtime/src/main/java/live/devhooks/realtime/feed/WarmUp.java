package live.devhooks.realtime.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Reads the stream of a source that is not there before this node says that it is ready, so that no reader waits for classes to be loaded
 * and statements to be prepared. What goes wrong with that is tried again for readers, and told there: it does not keep the node from starting.
 */
@Component("feedWarmUp")
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Most readers. The first few make most of the difference. */
    private static final int ROUNDS = 20;

    /** After this long no other one is begun, and none is waited for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** A source that is not there: ids begin at 1. */
    private static final Grant NOBODY = Grant.ofSource(new UUID(0, 0), 0, "nobody");

    /** What all forms hold. */
    private static final WireForm JSON = (id, json) -> json.getBytes(StandardCharsets.UTF_8);

    private final Feed feed;
    private final InstantSource clock;

    WarmUp(Feed feed, InstantSource clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long start = System.nanoTime();
        int rounds = 0;
        try {
            while (rounds < ROUNDS && System.nanoTime() - start < LONGEST.toNanos()) {
                read();
                rounds++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RuntimeException e) {
            LOG.warn("the way of events could not be warmed up: {}", e.toString());
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        LOG.info("warmed up: {} readers of nothing in {} ms", rounds, millis);
    }

    private void read() throws InterruptedException, ExecutionException, TimeoutException {
        Reader reader = new Reader();
        Subscription subscription = feed.subscribe(NOBODY, Optional.empty(), new StartPosition.Oldest(), reader);
        try {
            reader.live.get(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            subscription.close();
        }
        FeedEvent event = new FeedEvent(event());
        event.as(JSON, false);
        event.as(JSON, true);
    }

    private Event event() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        return new Event(
                new EventId(NOBODY.sourceId(), 1),
                NOBODY.source(),
                Optional.empty(),
                EventTypes.WEBHOOK,
                clock.instant(),
                "{}",
                new EventBody(EventBody.Form.JSON, body));
    }

    private static final class Reader implements FeedReader {

        private final CompletableFuture<EventId> live = new CompletableFuture<>();

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean counts() {
            return false;
        }

        @Override
        public void event(FeedEvent event) {
            live.completeExceptionally(
                    new IllegalStateException("a source that is not there has the event " + event.id()));
        }

        @Override
        public void live(EventId position, boolean gap) {
            live.complete(position);
        }
    }
}
