package live.devhooks.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A roll-out of the processes of a cluster, and then a failover of its PostgreSQL, under load and with readers: nothing is refused, lost or doubled.
 * {@code -Ddevhooks.test.roll-out=3} restarts so many of each role instead of one, {@code -Ddevhooks.test.roll-out-rate=500} has so many events in a second.
 */
class RollOutIT {

    private static final Logger LOG = LoggerFactory.getLogger(RollOutIT.class);
    private static final int OF_EACH = Integer.getInteger("devhooks.test.roll-out", 1);
    private static final int PER_SECOND = Integer.getInteger("devhooks.test.roll-out-rate", 100);
    private static final int READERS = 6;

    @TempDir
    private Path folder;

    @Test
    void nothingIsRefusedOrLostOrDoubled() throws Exception {
        try (Cluster cluster = Cluster.start(folder)) {
            Merchant merchant = Merchant.signUp(cluster.api());
            String path = merchant.createSource("payment-flow").getPath();
            Map<String, String> login =
                    Map.of("login", "payment-flow", "passcode", merchant.createSecret("payment-flow"));
            List<FollowingReader> readers = IntStream.range(0, READERS)
                    .mapToObj(number -> new FollowingReader(cluster::stomp, login, "/topic/sources/payment-flow"))
                    .toList();
            try (Pace pace = Pace.perSecond(PER_SECOND);
                    Senders senders = new Senders(merchant, () -> cluster.api().resolve(path), pace)) {
                senders.awaitAnswers(PER_SECOND);
                cluster.restart(OF_EACH);
                senders.awaitAnswers(PER_SECOND);
                report("the roll-out", readers);

                cluster.postgres().failOver();
                senders.awaitAnswers(PER_SECOND);

                int stored = senders.endAndCheck(
                        TestPostgres.superuser(cluster.postgres().properties()));
                readers.forEach(reader -> reader.awaitJust(stored));
                report("the failover", readers);
            } finally {
                readers.forEach(FollowingReader::close);
            }
        }
    }

    private static void report(String what, List<FollowingReader> readers) {
        LOG.info(
                "after {} the longest that a reader was away is {}",
                what,
                readers.stream()
                        .map(FollowingReader::longestAway)
                        .max(Duration::compareTo)
                        .orElseThrow());
    }
}
