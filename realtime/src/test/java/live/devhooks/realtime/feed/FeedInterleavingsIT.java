package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers who come, stall, go on and leave at random while events arrive: each has its stream whole, once and in order. */
class FeedInterleavingsIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final int STEPS = 400;
    private static final int MAX_APPENDED = 25;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));
    private final Grant grant = stored.createSource();
    private final List<Watched> readers = new ArrayList<>();

    private record Watched(RecordingReader reader, Subscription subscription, long after) {}

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachReaderHasItsStreamWhole(long seed) {
        Random random = new Random(seed);
        Feed feed = TestFeed.of(DATABASE, 7, Duration.ofMillis(20), InstantSource.system())
                .feed();
        feed.start();
        try {
            for (int step = 0; step < STEPS; step++) {
                step(feed, random);
            }
            readers.forEach(watched -> giveRoom(watched, Integer.MAX_VALUE));
            long head = stored.head(grant);
            for (Watched watched : readers) {
                await("reader after " + watched.after())
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(watched.reader().seqs())
                                .isEqualTo(RecordingReader.range(watched.after() + 1, head)));
            }
        } finally {
            feed.stop();
        }
    }

    private void step(Feed feed, Random random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> stored.append(grant, 1 + random.nextInt(MAX_APPENDED));
            case 2 -> feed.wake(stored.position(grant));
            case 3 -> subscribe(feed, random);
            case 4 -> readers.forEach(watched -> giveRoom(watched, random.nextInt(2 * MAX_APPENDED)));
            default -> leave(random);
        }
    }

    private void subscribe(Feed feed, Random random) {
        boolean fromTheStart = random.nextBoolean();
        long after = fromTheStart ? 0 : random.nextLong(stored.head(grant) + 1);
        StartPosition start = fromTheStart
                ? new StartPosition.Oldest()
                : new StartPosition.After(new EventId(grant.sourceId(), after));
        RecordingReader reader = new RecordingReader();
        reader.leaveRoomFor(random.nextInt(MAX_APPENDED));
        readers.add(new Watched(reader, feed.subscribe(grant, Optional.empty(), start, reader), after));
    }

    private static void giveRoom(Watched watched, int room) {
        watched.reader().leaveRoomFor(room);
        watched.subscription().resume();
    }

    private void leave(Random random) {
        if (readers.size() > 10) {
            readers.remove(random.nextInt(readers.size())).subscription().close();
        }
    }
}
