package live.devhooks.realtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.WakeUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FeedListenerIT {

    /** So long that nothing in these tests is healed by the poll. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final DatabaseProperties properties = TestPostgres.freshDatabase();
    private final Database database = Database.open(properties);
    private final JdbcClient superuser = TestPostgres.superuser(properties);
    private final StoredEvents stored = new StoredEvents(superuser);
    private final TestFeed node = TestFeed.of(database, 10, NEVER, InstantSource.system());
    private final Feed feed = node.feed();
    private final FeedListener listener = node.listener();
    private final Grant grant = stored.createSource();
    private final RecordingReader reader = new RecordingReader();

    @AfterEach
    void stop() {
        listener.stop();
        feed.stop();
        database.close();
    }

    @Test
    void passesWakeUpsOn() {
        startAndSubscribe();

        stored.append(grant, 3);
        announce();

        reader.awaitSeqs(1, 3);
    }

    @Test
    void aConnectionThatWasCutIsReplacedAndWhatItMissedIsRead() {
        startAndSubscribe();
        // No wake-up tells of these: they are found by asking, once the connection has been replaced.
        stored.append(grant, 3);
        assertThat(reader.seqs()).isEmpty();

        assertThat(cutListeners()).isEqualTo(1);

        reader.awaitSeqs(1, 3);
        stored.append(grant, 1);
        await().untilAsserted(() -> {
            announce();
            assertThat(reader.seqs()).hasSize(4);
        });
    }

    @Test
    void aPayloadThatIsNoneOfOursHurtsNobody() {
        startAndSubscribe();
        superuser
                .sql("select pg_notify(?, 'nonsense,1:2:3,-1:x,99999999999999999999:1,')")
                .param(channel())
                .query()
                .listOfRows();

        stored.append(grant, 1);
        announce();

        reader.awaitSeqs(1, 1);
    }

    private void startAndSubscribe() {
        feed.start();
        listener.start();
        feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader);
        reader.awaitLive();
        await().until(() -> listener.listened().contains(WakeUp.channel(grant.sourceId())));
    }

    @Test
    void listensOnTheChannelsOfTheSourcesThatHaveReadersHereAndOnNoOthers() {
        feed.start();
        listener.start();
        assertThat(listener.listened()).isEmpty();

        Subscription subscription = feed.subscribe(grant, Optional.empty(), new StartPosition.Now(), reader);
        await().until(() -> listener.listened().equals(Set.of(WakeUp.channel(grant.sourceId()))));
        subscription.close();

        await().until(() -> listener.listened().isEmpty());
    }

    private String channel() {
        return WakeUp.channelName(WakeUp.channel(grant.sourceId()));
    }

    private void announce() {
        superuser
                .sql("select pg_notify(?, ?)")
                .params(channel(), grant.sourceId() + ":" + stored.head(grant))
                .query()
                .listOfRows();
    }

    private int cutListeners() {
        return superuser.sql("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'devhooks-listen' and datname = current_database()
                """).query().listOfRows().size();
    }
}
