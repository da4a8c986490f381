package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

class FeedIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final int PAGE = 10;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));
    private final Grant grant = stored.createSource();
    private Instant now = Instant.now();
    private Feed feed = feed(Duration.ofHours(1));

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
    void replaysThenGoesOnWithWhatIsNew() {
        stored.append(grant, 3 * PAGE + 1);
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader);
        reader.awaitLive();
        stored.append(grant, 2 * PAGE);
        feed.wake(stored.position(grant));

        reader.awaitSeqs(1, 5 * PAGE + 1);
        assertThat(reader.position()).isEqualTo(new EventId(grant.sourceId(), 3 * PAGE + 1));
        assertThat(reader.gap()).isFalse();
    }

    @Test
    void healsALostWakeUpByAskingTheStore() {
        restart(Duration.ofMillis(50));
        RecordingReader reader = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader);
        reader.awaitLive();

        stored.append(grant, 2 * PAGE + 3);

        reader.awaitSeqs(1, 2 * PAGE + 3);
    }

    @Test
    void whatWasCommittedBeforeSomebodySubscribedIsPartOfTheReplayEvenIfNoWakeUpToldOfIt() {
        RecordingReader early = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), early);
        early.awaitLive();
        stored.append(grant, 5);

        RecordingReader late = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), late);
        late.awaitLive();

        assertThat(late.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
        early.awaitSeqs(1, 5);
    }

    @Test
    void anEventThatANewerVersionWroteHoldsUpItsOwnStreamAlone() {
        Grant other = stored.createSource();
        RecordingReader before = new RecordingReader();
        RecordingReader beside = new RecordingReader();
        stored.append(grant, 5);
        stored.giveForm(grant, 3, "OF_TOMORROW");
        stored.append(other, 3 * PAGE);

        feed.stop();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), before);
        feed.subscribe(other, Optional.empty(), new StartPosition.Oldest(), beside);
        feed.start();

        beside.awaitSeqs(1, 3 * PAGE);
        before.awaitSeqs(1, 2);
        stored.giveForm(grant, 3, "TEXT");
        before.awaitSeqs(1, 5);
    }

    @Test
    void anUnreadableEventHoldsUpThoseReadersAloneWhoHaveComeToIt() {
        stored.append(grant, 5);
        stored.giveForm(grant, 3, "OF_TOMORROW");
        RecordingReader stuck = new RecordingReader();
        RecordingReader live = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), stuck);
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), live);
        stuck.awaitSeqs(1, 2);
        live.awaitLive();

        stored.append(grant, 4 * PAGE);
        feed.wake(stored.position(grant));
        live.awaitSeqs(6, 5 + 4 * PAGE);
        stored.append(grant, 2);
        stored.giveForm(grant, 5 + 4 * PAGE + 1, "OF_TOMORROW");
        feed.wake(stored.position(grant));
        RecordingReader late = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.After(id(3)), late);
        late.awaitSeqs(4, 5 + 4 * PAGE);
        RecordingReader after = new RecordingReader();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), after);
        after.awaitLive();
        stored.append(grant, 1);
        feed.wake(stored.position(grant));
        after.awaitSeqs(5 + 4 * PAGE + 3, 5 + 4 * PAGE + 3);

        stored.giveForm(grant, 3, "TEXT");
        stored.giveForm(grant, 5 + 4 * PAGE + 1, "TEXT");
        stuck.awaitSeqs(1, 5 + 4 * PAGE + 3);
        live.awaitSeqs(6, 5 + 4 * PAGE + 3);
        late.awaitSeqs(4, 5 + 4 * PAGE + 3);
        late.awaitLive();
    }

    @Test
    void whoStartsNowGetsNothingOfBefore() {
        stored.append(grant, 5);
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader);
        reader.awaitLive();
        stored.append(grant, 2);
        feed.wake(stored.position(grant));

        reader.awaitSeqs(6, 7);
    }

    @Test
    void aSessionsReaderGetsThatSessionOnly() {
        stored.append(grant, "a", 2 * PAGE);
        stored.append(grant, "b", 3);
        stored.append(grant, "a", 1);
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, SessionName.of("b"), new StartPosition.Oldest(), reader);
        reader.awaitLive();
        stored.append(grant, "a", 1);
        stored.append(grant, "b", 1);
        feed.wake(stored.position(grant));

        await().untilAsserted(() ->
                assertThat(reader.seqs()).containsExactly(2L * PAGE + 1, 2L * PAGE + 2, 2L * PAGE + 3, 2L * PAGE + 6));
    }

    @Test
    void whatIsOlderThanTheRetentionIsGoneToTheSecondAndIsAGap() {
        stored.append(grant, 5);
        now = Instant.now().plus(Duration.ofHours(24)).plusSeconds(1);
        restart(Duration.ofHours(1));
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.After(id(2)), reader);
        reader.awaitLive();

        assertThat(reader.seqs()).isEmpty();
        assertThat(reader.gap()).isTrue();
        assertThat(reader.position()).isEqualTo(id(5));
    }

    @Test
    void whatIsYoungerThanTheRetentionIsThere() {
        stored.append(grant, 5);
        now = Instant.now().plus(Duration.ofHours(24)).minusSeconds(60);
        restart(Duration.ofHours(1));
        RecordingReader reader = new RecordingReader();

        feed.subscribe(grant, Optional.empty(), new StartPosition.After(id(2)), reader);
        reader.awaitLive();

        assertThat(reader.seqs()).containsExactly(3L, 4L, 5L);
        assertThat(reader.gap()).isFalse();
    }

    @Test
    void aPositionOfAnotherSourceOrOfTheFutureIsAGap() {
        stored.append(grant, 2);

        for (EventId unknown : List.of(new EventId(grant.sourceId() + 1, 1), id(3))) {
            RecordingReader reader = new RecordingReader();
            feed.subscribe(grant, Optional.empty(), new StartPosition.After(unknown), reader);
            reader.awaitLive();

            assertThat(reader.seqs()).containsExactly(1L, 2L);
            assertThat(reader.gap()).isTrue();
        }
    }

    @Test
    void rowLevelSecurityHidesTheEventsOfAnotherAccountWhateverTheGrantSays() {
        stored.append(grant, 2);
        Grant forged = Grant.ofSource(UUID.randomUUID(), grant.sourceId(), grant.source());
        RecordingReader reader = new RecordingReader();

        feed.subscribe(forged, Optional.empty(), new StartPosition.Oldest(), reader);
        reader.awaitLive();

        assertThat(reader.seqs()).isEmpty();
    }

    @Test
    void nothingComesAfterTheEndOfASubscription() {
        RecordingReader gone = new RecordingReader();
        RecordingReader stays = new RecordingReader();
        Subscription ended = feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), gone);
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), stays);
        gone.awaitLive();
        stays.awaitLive();

        ended.close();
        stored.append(grant, 3);
        feed.wake(stored.position(grant));

        stays.awaitSeqs(1, 3);
        assertThat(gone.seqs()).isEmpty();
    }

    @Test
    void aReaderThatFailedOnceMissesNothingAndIsLetGoOf() {
        stored.append(grant, 3);
        RecordingReader reader = new RecordingReader();
        reader.failOnce();

        Subscription subscription = feed.subscribe(grant, Optional.empty(), new StartPosition.Oldest(), reader);
        reader.awaitSeqs(1, 3);
        reader.awaitLive();
        reader.failOnce();
        stored.append(grant, 2);
        feed.wake(stored.position(grant));

        reader.awaitSeqs(1, 5);
        subscription.close();
        await().until(() -> feed.streams() == 0);
    }

    private EventId id(long seq) {
        return new EventId(grant.sourceId(), seq);
    }

    private void restart(Duration pollInterval) {
        feed.stop();
        feed = feed(pollInterval);
        feed.start();
    }

    private Feed feed(Duration pollInterval) {
        return TestFeed.of(DATABASE, PAGE, pollInterval, () -> now).feed();
    }
}
