package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Spread;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.CpuMeter;
import live.devhooks.bench.stage.HeldResources;
import live.devhooks.bench.stage.Pause;
import live.devhooks.bench.stage.ResidentMemory;

/**
 * What readers leave behind who come, are given an event and go without a word: what a node of its own keeps after each round of that, when all of
 * them are gone. An hour of it is {@code --rounds 60 --seconds 60}.
 */
final class Churn {

    private static final String STAYING = "staying";
    private static final String COMING = "coming";

    /** Some that stay, so that what every node needs once is there. */
    private static final int STAYING_READERS = 10;

    /** What measuring memory twice may differ by. */
    private static final double LIMIT = 1.05;

    /** The first and the last of so many parts of all rounds are compared. */
    private static final int PARTS = 3;

    private static final double KIBIBYTES = 1024;

    private final Stage stage;
    private final StreamsServers servers;
    private final Audience audience;
    private final List<Double> mebibytes = new ArrayList<>();
    private final List<Double> files = new ArrayList<>();
    private final List<Double> threads = new ArrayList<>();
    private long connections;

    Churn(Stage stage, StreamsServers servers, Audience audience) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
    }

    void measure(List<BenchSource> sources, Connection connection, Found found) throws IOException, SQLException {
        try (RealtimeNode node = servers.startNode("churn", RealtimeNode.FRUGAL).awaitReady()) {
            audience.connect(STAYING, node.base(), Audience.of(sources.get(0), STAYING_READERS));
            int perSecond = stage.scale().streams().comingPerSecond();
            Readers readers = new Readers(node, sources.subList(1, 1 + perSecond), connection);
            found.notes().add(stage.warmUp(readers));
            List<Sample> samples = new ArrayList<>();
            for (int round = 1; round <= stage.scale().rounds(); round++) {
                samples.add(readers.round(stage.scale().window()));
                look(node, round);
            }
            audience.leave(STAYING);
            tell(new Measured(readers.name(), samples), found);
        }
    }

    /** So many readers that come and go in each second. */
    private final class Readers implements Contender {

        private final RealtimeNode node;
        private final List<ReaderLogin> logins;
        private final EventBurst burst;
        private final Connection connection;
        private final CpuMeter meter;

        Readers(RealtimeNode node, List<BenchSource> sources, Connection connection) {
            this.node = node;
            this.logins = Audience.eachOf(sources);
            this.burst = new EventBurst(sources, 1);
            this.connection = connection;
            this.meter = new CpuMeter().watch("realtime", node.handle());
        }

        @Override
        public String name() {
            return "%,d readers that come and go in each second".formatted(logins.size());
        }

        /** At least once. */
        @Override
        public Sample round(Duration window) throws IOException, SQLException {
            CpuMeter.Reading before = meter.read();
            long begin = System.nanoTime();
            long came = 0;
            do {
                comeAndGo();
                came += logins.size();
                awaitNextSecond(begin + TimeUnit.SECONDS.toNanos(came / logins.size()));
            } while (System.nanoTime() - begin < window.toNanos());
            connections += came;
            double seconds = (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1);
            return new Sample(came / seconds, null, before.coresSince());
        }

        private void comeAndGo() throws IOException, SQLException {
            audience.connect(COMING, node.base(), logins);
            burst.publish(connection);
            audience.await(COMING, burst.events());
            audience.leave(COMING);
        }

        /** Does not wait where they took longer than that. */
        private static void awaitNextSecond(long at) throws IOException {
            long millis = TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime());
            if (millis > 0) {
                Pause.of(millis, "readers came and went");
            }
        }
    }

    private void look(RealtimeNode node, int round) throws IOException {
        mebibytes.add(ResidentMemory.atRest(node.handle()).resident() / KIBIBYTES);
        HeldResources held = HeldResources.of(node.handle());
        files.add((double) held.files());
        threads.add((double) held.threads());
        stage.say("round %d: %,d connections so far; %.1f MiB resident, %d files, %d threads"
                .formatted(round, connections, mebibytes.get(round - 1), held.files(), held.threads()));
    }

    private void tell(Measured measured, Found found) {
        found.addAll(List.of(measured));
        found.values().add(new Value("resident when all are gone", "MiB", mebibytes));
        found.values().add(new Value("open files when all are gone", "", files));
        found.values().add(new Value("threads when all are gone", "", threads));
        found.figures().add(growth("resident, last third of all rounds / first", mebibytes));
        found.figures().add(growth("open files, last third of all rounds / first", files));
        found.figures().add(growth("threads, last third of all rounds / first", threads));
        found.notes()
                .add(
                        ("churn: %,d connections, each of which got the event that was published when it was live, and was closed without a word;"
                                        + " a node of its own with %s; VmRSS after jcmd GC.run, when it has come to rest")
                                .formatted(connections, String.join(" ", RealtimeNode.FRUGAL)));
    }

    private static Figure growth(String name, List<Double> rounds) {
        int part = Math.max(1, rounds.size() / PARTS);
        double first = Spread.of(rounds.subList(0, part)).median();
        double last =
                Spread.of(rounds.subList(rounds.size() - part, rounds.size())).median();
        return new Figure(name, List.of(last / first), Bound.AT_MOST, LIMIT);
    }
}
