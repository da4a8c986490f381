package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.ResidentMemory;
import live.devhooks.bench.streams.Audience;
import live.devhooks.bench.streams.Found;
import live.devhooks.bench.streams.Webhooks;

/** What idle connections keep in memory, and how soon events come to others beside them, with more and more of them. */
final class ConnectionsGrowth {

    private static final String IDLE = "idle";

    private final Stage stage;
    private final GrowthServers servers;
    private final Audience audience;
    private final Sizes sizes;
    private final Curve memory;
    private long residentBefore;

    ConnectionsGrowth(Stage stage, GrowthServers servers, Audience audience, Sizes sizes) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
        this.sizes = sizes;
        this.memory = new Curve("resident for each idle connection", "KiB", sizes);
    }

    /** How many others there are, of sources of their own. */
    static int readers(Stage stage) {
        return Math.max(1, stage.scale().streams().few() / 10);
    }

    /** The idle ones read the first sources, where nothing happens; the others those after them. */
    void measure(List<BenchSource> sources, Found found) throws IOException, SQLException {
        List<BenchSource> timed = sources.subList(sizes.largest(), sizes.largest() + readers(stage));
        audience.connectTimed(Webhooks.GROUP, servers.node().base(), Audience.eachOf(timed));
        double perSecond = stage.scale().streams().perSecond() / 2;
        Webhooks webhooks =
                new Webhooks(servers.load(), servers.api().base(), audience, timed, perSecond, servers.meter());
        found.notes().add(stage.warmUp(webhooks));
        residentBefore = ResidentMemory.kibibytesAfterGc(servers.node().handle());
        List<Contender> contenders = new ArrayList<>();
        for (int size : sizes.all()) {
            contenders.add(new Beside(size, Audience.eachOf(sources.subList(0, size)), webhooks));
        }
        List<Measured> measured = List.copyOf(new Rounds(stage).play(contenders).values());
        audience.leave(Webhooks.GROUP);
        tell(measured, found);
    }

    private void tell(List<Measured> measured, Found found) {
        found.addAll(measured);
        found.values().addAll(memory.values());
        List.of(
                        memory,
                        Curve.of("p50 from webhook to reader", sizes, measured, Sample::p50),
                        Curve.of("p99 from webhook to reader", sizes, measured, Sample::p99))
                .forEach(curve -> found.values().addAll(curve.slope()));
        found.notes()
                .add(
                        "idle connections: VmRSS after jcmd GC.run, in the first round, less what it was before any came, which is"
                                + " coarse where they are few");
    }

    /** Connects idle ones, looks at the node's memory, and measures the others. */
    private final class Beside implements Contender {

        private final int size;
        private final List<ReaderLogin> idle;
        private final Webhooks webhooks;
        private boolean isMeasured;

        Beside(int size, List<ReaderLogin> idle, Webhooks webhooks) {
            this.size = size;
            this.idle = idle;
            this.webhooks = webhooks;
        }

        @Override
        public String name() {
            return webhooks.name() + ", " + sizes.name(size);
        }

        @Override
        public Sample round(Duration window) throws IOException {
            audience.connect(IDLE, servers.node().base(), idle);
            lookAtMemory();
            Sample sample = webhooks.round(window);
            audience.leave(IDLE);
            return sample;
        }

        /** In the first round only, in which there are more and more of them: what is given back afterwards is not given back at once. */
        private void lookAtMemory() throws IOException {
            if (!isMeasured) {
                isMeasured = true;
                long resident = ResidentMemory.kibibytesAfterGc(servers.node().handle());
                memory.add(size, (double) (resident - residentBefore) / size);
            }
        }
    }
}
