package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers whose next page is read while they are handed the one before. */
class ReadAheadIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final int PAGE = 10;
    private static final long PATIENCE_SECONDS = 30;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));
    private final Grant grant = stored.createSource();
    private final FeedProperties properties = TestFeed.properties(PAGE, 1_048_576, Duration.ofHours(1));
    private final WatchedLog log = new WatchedLog();
    private final Feed feed =
            TestFeed.of(DATABASE, log, properties, InstantSource.system()).feed();

    @AfterEach
    void stop() {
        feed.stop();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCameAfterAPageWasReadIsNotMissed(boolean ofSession) throws InterruptedException {
        stored.append(grant, "a", 2 * PAGE + 5);
        PausedReader reader = read(ofSession ? SessionName.of("a") : Optional.empty());

        reader.awaitPause();
        log.awaitReading(2 * PAGE);
        stored.append(grant, "a", 3);
        feed.wake(stored.position(grant));
        reader.goOn();

        reader.recorded.awaitLive();
        assertThat(reader.recorded.seqs()).isEqualTo(RecordingReader.range(1, 2 * PAGE + 8));
        assertThat(log.readings(2 * PAGE))
                .as("readings of the page after the pause")
                .isEqualTo(1);
    }

    @Test
    void aPageThatCouldNotBeReadAheadIsReadWhenItIsWanted() throws InterruptedException {
        stored.append(grant, 4 * PAGE);
        log.failOnceAfter(2 * PAGE);
        PausedReader reader = read(Optional.empty());

        reader.awaitPause();
        log.awaitReading(2 * PAGE);
        reader.goOn();

        reader.recorded.awaitLive();
        assertThat(reader.recorded.seqs()).isEqualTo(RecordingReader.range(1, 4 * PAGE));
    }

    @Test
    void anEventThatCannotBeReadHoldsUpAReaderWhosePageWasReadAheadUntilItCan() throws InterruptedException {
        stored.append(grant, 4 * PAGE);
        stored.giveForm(grant, 2 * PAGE + 5, "OF_TOMORROW");
        PausedReader reader = read(Optional.empty());

        reader.awaitPause();
        log.awaitReading(2 * PAGE);
        reader.goOn();
        reader.recorded.awaitSeqs(1, 2 * PAGE + 4);
        stored.giveForm(grant, 2 * PAGE + 5, "TEXT");

        reader.recorded.awaitLive();
        assertThat(reader.recorded.seqs()).isEqualTo(RecordingReader.range(1, 4 * PAGE));
    }

    @Test
    void aReaderWithoutRoomForAPageThatWasReadAheadHasAllWhenItHasRoom() throws InterruptedException {
        stored.append(grant, 5 * PAGE);
        PausedReader reader = new PausedReader(2 * PAGE);
        feed.start();
        Subscription subscription = feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader);

        reader.awaitPause();
        log.awaitReading(2 * PAGE);
        reader.recorded.leaveRoomFor(4);
        reader.goOn();
        reader.recorded.awaitSeqs(1, 2 * PAGE + 4);
        reader.recorded.leaveRoomFor(Integer.MAX_VALUE);
        subscription.resume();

        reader.recorded.awaitLive();
        assertThat(reader.recorded.seqs()).isEqualTo(RecordingReader.range(1, 5 * PAGE));
    }

    /** Has a reader read from the beginning on, who stands still at the end of the second page: then the third one is the first that may be read ahead. */
    private PausedReader read(Optional<SessionName> session) {
        PausedReader reader = new PausedReader(2 * PAGE);
        feed.start();
        feed.subscribe(grant, session, new StartPosition.Oldest(), reader);
        return reader;
    }

    /** Tells which pages have been read alone, by where they begin. */
    private final class WatchedLog extends EventLog {

        private final Map<Long, Integer> readings = new ConcurrentHashMap<>();
        private final Map<Long, CountDownLatch> read = new ConcurrentHashMap<>();
        private final Set<Long> failing = ConcurrentHashMap.newKeySet();

        WatchedLog() {
            super(DATABASE, properties, InstantSource.system());
        }

        @Override
        Page page(Wanted wanted) {
            long after = wanted.after().seq();
            try {
                if (failing.remove(after)) {
                    throw new IllegalStateException("this page fails once");
                }
                return super.page(wanted);
            } finally {
                readings.merge(after, 1, Integer::sum);
                read(after).countDown();
            }
        }

        void failOnceAfter(long seq) {
            failing.add(seq);
        }

        int readings(long after) {
            return readings.getOrDefault(after, 0);
        }

        void awaitReading(long after) throws InterruptedException {
            assertThat(read(after).await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        private CountDownLatch read(long after) {
            return read.computeIfAbsent(after, key -> new CountDownLatch(1));
        }
    }

    /** Stands still where it is handed a certain event, until it may go on. */
    private static final class PausedReader implements FeedReader {

        private final RecordingReader recorded = new RecordingReader();
        private final CountDownLatch paused = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final long at;

        PausedReader(long at) {
            this.at = at;
        }

        void awaitPause() throws InterruptedException {
            assertThat(paused.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        void goOn() {
            mayGoOn.countDown();
        }

        @Override
        public boolean hasRoom() {
            return recorded.hasRoom();
        }

        @Override
        public Room room() {
            return recorded.room();
        }

        @Override
        public void event(FeedEvent event) {
            recorded.event(event);
            if (event.id().seq() == at) {
                paused.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void live(EventId position, boolean gap) {
            recorded.live(position, gap);
        }
    }
}
