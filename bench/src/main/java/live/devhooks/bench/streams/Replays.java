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
import live.devhooks.bench.scenario.Stage;

/**
 * A reader that comes back after it missed many events, beside one connection to PostgreSQL that reads the same rows; and what other readers notice of
 * that. It reads in a load generator of its own.
 */
final class Replays {

    private static final String GROUP = "replay";
    private static final int WARM_UP = 5;

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
            for (int round = 0; round < WARM_UP; round++) {
                replay(audience, source);
                directly(connection, source);
            }
            stage.profiling().during(() -> {
                for (int round = 1; round <= stage.scale().rounds(); round++) {
                    play(audience, source, connection);
                }
                return replayed;
            });
        }
        tell(found);
    }

    private void play(Audience audience, BenchSource source, Connection connection) throws IOException, SQLException {
        replayed.add(Sample.ofRate(replay(audience, source)));
        direct.add(Sample.ofRate(directly(connection, source)));
        Duration window = stage.scale().window();
        calm.add(webhooks.begin(window).end());
        Webhooks.Round round = webhooks.begin(window);
        long end = System.nanoTime() + window.toNanos();
        while (System.nanoTime() - end < 0) {
            replay(audience, source);
        }
        meanwhile.add(round.end());
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
