package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.Grant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream with so many readers that several threads hand its events to them. */
class CrowdIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final int PAGE = 10;
    private static final int READERS = 300;

    private final StoredEvents stored = new StoredEvents(TestPostgres.superuser(PROPERTIES));
    private final Grant grant = stored.createSource();
    private final Feed feed = TestFeed.of(DATABASE, PAGE, Duration.ofHours(1), InstantSource.system())
            .feed();
    private final List<RecordingReader> readers =
            IntStream.range(0, READERS).mapToObj(at -> new RecordingReader()).toList();
    private final List<Subscription> subscriptions = new ArrayList<>();

    @BeforeEach
    void subscribe() {
        feed.start();
        for (RecordingReader reader : readers) {
            subscriptions.add(feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader));
        }
        await().until(() -> readers.stream().allMatch(RecordingReader::isLive));
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
    void eachHasEveryEventOnceAndInOrder() {
        for (int burst = 0; burst < 5; burst++) {
            appendAndWake(2 * PAGE);
        }

        awaitSeqs(10 * PAGE);
    }

    @Test
    void whoHasNoRoomKeepsNobodyElseWaitingAndGoesOnLater() {
        for (int at = 0; at < READERS; at += 7) {
            readers.get(at).leaveRoomFor(3);
        }
        appendAndWake(2 * PAGE);

        await().untilAsserted(() -> {
            for (int at = 0; at < READERS; at++) {
                assertThat(readers.get(at).seqs()).isEqualTo(RecordingReader.range(1, at % 7 == 0 ? 3 : 2 * PAGE));
            }
        });
        for (int at = 0; at < READERS; at += 7) {
            readers.get(at).leaveRoomFor(Integer.MAX_VALUE);
            subscriptions.get(at).resume();
        }
        awaitSeqs(2 * PAGE);
    }

    @Test
    void oneThatFailsIsHandedTheSameAgainAndTheOthersNothingTwice() {
        readers.get(0).failOnce();
        readers.get(READERS - 1).failOnce();
        appendAndWake(2 * PAGE);

        awaitSeqs(2 * PAGE);
    }

    @Test
    void theEventsAreWrittenOnceForAllOfThem() {
        WireForm form = (id, json) -> json.getBytes(StandardCharsets.UTF_8);
        appendAndWake(1);

        awaitSeqs(1);
        byte[] written = readers.get(0).events().get(0).as(form, false);
        assertThat(readers.stream().map(reader -> reader.events().get(0).as(form, false)))
                .hasSize(READERS)
                .allSatisfy(bytes -> assertThat(bytes).isSameAs(written));
        // Counted when a reader has been handed it.
        await().untilAsserted(() ->
                assertThat(readers.get(0).events().get(0).readers()).isEqualTo(READERS));
    }

    /** Waits for all events up to {@code last}, which each reader has once and in order, and for nothing else. */
    private void awaitSeqs(long last) {
        List<Long> expected = RecordingReader.range(1, last);
        await().untilAsserted(() -> assertThat(readers)
                .allSatisfy(reader -> assertThat(reader.seqs()).isEqualTo(expected)));
    }

    private void appendAndWake(int count) {
        stored.append(grant, count);
        feed.wake(stored.position(grant));
    }
}
