package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Stage;

/**
 * A reader that comes back after it missed many events, beside one connection to PostgreSQL that reads the same rows; and what other readers notice of
 * that. It reads in a load generator of its own.
 */
final class Replays {

    private static final String GROUP = "replay";

    /** Rounds of reading directly, which is done in this process. */
    private static final int DIRECT_WARM_UP = 20;

    private final Stage stage;
    private final StreamsServers servers;
    private final Webhooks webhooks;
    private final int missed;
    private final List<Sample> replayed = new ArrayList<>();
    private final List<Sample> direct = new ArrayList<>();
    private final List<Sample> calm = new ArrayList<>();
    private final List<Sample> meanwhile = new ArrayList<>();

    Replays(Stage stage, StreamsServers servers, Webhooks webhooks) {
        this.stage = stage;
        this.servers = servers;
        this.webhooks = webhooks;
        this.missed = stage.scale().streams().missed();
    }

    /** The source must have no events yet. */
    void measure(BenchSource source, Connection connection, Found found) throws IOException, SQLException {
        stage.say("replaying");
        new EventBurst(List.of(source), missed).publish(connection);
        connection.setAutoCommit(true);
        try (LoadProcess other = LoadProcess.start(servers.place().logs())) {
            Audience audience =
                    new Audience(other, stage.scale().streams().patience().toMillis());
            warmUp(audience, source, connection, found);
            stage.profiling().during(() -> {
                for (int round = 1; round <= stage.scale().rounds(); round++) {
                    play(audience, source, connection);
                }
                return replayed;
            });
        }
        tell(found);
    }

    /** Both at once: a node that has hardly replayed goes on compiling for half a minute, beside whatever is measured. */
    private void warmUp(Audience audience, BenchSource source, Connection connection, Found found)
            throws IOException, SQLException {
        found.notes().add(stage.warmUp(new Busy(audience, source)));
        for (int round = 0; round < DIRECT_WARM_UP; round++) {
            directly(connection, source);
        }
    }

    /** Replays one after the other while webhooks come; its rate is theirs. */
    private final class Busy implements Contender {

        private final Audience audience;
        private final BenchSource source;
        private Sample ofWebhooks = Sample.ofRate(0);

        Busy(Audience audience, BenchSource source) {
            this.audience = audience;
            this.source = source;
        }

        @Override
        public String name() {
            return "replays while webhooks come";
        }

        @Override
        public Sample round(Duration window) throws IOException {
            Webhooks.Round round = webhooks.begin(window);
            long end = System.nanoTime() + window.toNanos();
            long events = 0;
            double seconds = 0;
            do {
                seconds += missed / replay(audience, source);
                events += missed;
            } while (System.nanoTime() - end < 0);
            ofWebhooks = round.end();
            return Sample.ofRate(events / seconds);
        }
    }

    private void play(Audience audience, BenchSource source, Connection connection) throws IOException, SQLException {
        replayed.add(Sample.ofRate(replay(audience, source)));
        direct.add(Sample.ofRate(directly(connection, source)));
        Duration window = stage.scale().window();
        calm.add(webhooks.begin(window).end());
        Busy busy = new Busy(audience, source);
        busy.round(window);
        meanwhile.add(busy.ofWebhooks);
    }

    /** Events a second, from when it begins to connect until it has the last. */
    private double replay(Audience audience, BenchSource source) throws IOException {
        List<ReaderLogin> reader = Audience.of(source, 1);
        audience.resume(GROUP, servers.node().base(), reader);
        ReadersResult result = audience.await(GROUP, missed);
        audience.leave(GROUP);
        return missed / result.secondsSinceConnect();
    }

    private double directly(Connection connection, BenchSource source) throws IOException, SQLException {
        DirectReading reading = new DirectReading(connection, source);
        double perSecond = reading.perSecond();
        if (reading.events() != missed) {
            throw new IOException("%d events were read where %d are".formatted(reading.events(), missed));
        }
        return perSecond;
    }

    private void tell(Found found) {
        Measured ofReader = new Measured("replay of %,d events to a reader".formatted(missed), replayed);
        Measured ofConnection = new Measured("the same rows by one connection", direct);
        Measured before = new Measured(webhooks.name() + ", before a replay", calm);
        Measured during = new Measured(webhooks.name() + ", during replays", meanwhile);
        found.addAll(List.of(ofReader, ofConnection, before, during));
        found.figures()
                .add(Figure.of(
                        "replay / the same rows by one connection",
                        ofReader,
                        ofConnection,
                        Sample::perSecond,
                        Bound.AT_LEAST,
                        0.5));
        found.figures()
                .add(Figure.of(
                        "p99 of other readers, during replays / before",
                        during,
                        before,
                        Sample::p99,
                        Bound.AT_MOST,
                        1.5));
        found.notes()
                .add(
                        "replay: counts from when the reader begins to connect, and one follows the other while others are measured");
    }
}
