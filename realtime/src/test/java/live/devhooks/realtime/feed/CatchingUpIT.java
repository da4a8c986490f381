package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers who are behind, or have little room: they read the store for themselves, and keep nobody else waiting. */
class CatchingUpIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final int PAGE = 10;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));
    private final Grant grant = stored.createSource();
    private final Feed feed = TestFeed.of(DATABASE, PAGE, Duration.ofHours(1), InstantSource.system())
            .feed();

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() {
        feed.stop();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aReaderWithoutRoomCatchesUpFromTheStoreAndHoldsNobodyUp() {
        RecordingReader slow = new RecordingReader();
        RecordingReader quick = new RecordingReader();
        Subscription held = feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), slow);
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), quick);
        slow.awaitLive();
        quick.awaitLive();

        slow.leaveRoomFor(4);
        stored.append(grant, 5 * PAGE);
        feed.wake(stored.position(grant));
        quick.awaitSeqs(1, 5 * PAGE);
        assertThat(slow.seqs()).containsExactly(1L, 2L, 3L, 4L);

        slow.leaveRoomFor(7);
        held.resume();
        slow.awaitSeqs(1, 11);
        slow.leaveRoomFor(Integer.MAX_VALUE);
        held.resume();
        slow.awaitSeqs(1, 5 * PAGE);
        stored.append(grant, 1);
        feed.wake(stored.position(grant));
        slow.awaitSeqs(1, 5 * PAGE + 1);
    }

    @Test
    void aPageOfLargeEventsIsCutByItsBytesAndNotTakenForTheLast() {
        stored.appendLarge(grant, 5, 700_000);
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader);
        reader.awaitLive();

        assertThat(reader.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aReaderWithRoomForFewBytesGetsAllInSmallPagesBesideOneWithRoomForAll() {
        stored.append(grant, "a", 2 * PAGE);
        stored.append(grant, "b", 3);
        RecordingReader little = new RecordingReader().ofPagesOf(1_000);
        RecordingReader littleOfSession = new RecordingReader().ofPagesOf(1);
        RecordingReader all = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), little);
        feed.subscribe(grant, SessionName.of("b"), new StartPosition.Oldest(), littleOfSession);
        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), all);

        little.awaitSeqs(1, 2 * PAGE + 3);
        littleOfSession.awaitSeqs(2 * PAGE + 1, 2 * PAGE + 3);
        all.awaitSeqs(1, 2 * PAGE + 3);
    }

    @Test
    void whatAReaderHasNoRoomForIsNotTakenFromOneWhoCatchesUpBesideIt() {
        Grant other = stored.createSource();
        stored.appendLarge(grant, PAGE, 200_000);
        stored.append(other, 3);
        RecordingReader little = new RecordingReader().ofPagesOf(1);
        RecordingReader beside = new RecordingReader();

        feed.stop();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), little);
        feed.subscribe(other, Optional.empty(), new StartPosition.Oldest(), beside);
        feed.start();

        beside.awaitLive();
        assertThat(beside.seqs()).containsExactly(1L, 2L, 3L);
        little.awaitSeqs(1, PAGE);
    }

    @Test
    void manyReadersThatStartInThePastAllCatchUp() {
        stored.append(grant, 3 * PAGE);
        List<RecordingReader> readers =
                Stream.generate(RecordingReader::new).limit(50).toList();

        readers.forEach(reader -> feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader));

        readers.forEach(reader -> reader.awaitSeqs(1, 3 * PAGE));
    }

    @Test
    void whoStartsNowWithoutRoomMissesNothingOfWhatComes() {
        RecordingReader reader = new RecordingReader();
        reader.leaveRoomFor(0);
        RecordingReader other = new RecordingReader();
        stored.append(grant, 2);
        Subscription held = feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader);
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), other);
        other.awaitLive();

        stored.append(grant, 2);
        feed.wake(stored.position(grant));
        other.awaitSeqs(3, 4);
        reader.leaveRoomFor(10);
        held.resume();

        reader.awaitSeqs(3, 4);
    }

    @Test
    void whoHasAllThatIsThereHearsSoWithoutRoomForMore() {
        stored.append(grant, 3);
        RecordingReader reader = new RecordingReader();
        reader.leaveRoomFor(3);

        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader);

        reader.awaitLive();
        assertThat(reader.seqs()).containsExactly(1L, 2L, 3L);
        assertThat(reader.position()).isEqualTo(new EventId(grant.sourceId(), 3));
    }
}
