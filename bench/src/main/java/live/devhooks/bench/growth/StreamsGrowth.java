package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.streams.Audience;
import live.devhooks.bench.streams.BurstContender;
import live.devhooks.bench.streams.Found;

/** Deliveries a second with a reader each of more and more streams. A burst has as many events whatever their number is. */
final class StreamsGrowth {

    /** More than the load generator reads at once: what comes in one moment has no rate. */
    private static final int LEAST_EVENTS = 1_000;

    private final Stage stage;
    private final GrowthServers servers;
    private final Audience audience;
    private final Connection connection;
    private final Sizes sizes;

    StreamsGrowth(Stage stage, GrowthServers servers, Audience audience, Connection connection, Sizes sizes) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
        this.connection = connection;
        this.sizes = sizes;
    }

    void measure(List<BenchSource> sources, Found found) throws IOException, SQLException {
        stage.say("connecting readers");
        List<BurstContender> contenders = new ArrayList<>();
        int from = 0;
        for (int size : sizes.all()) {
            contenders.add(readers(size, sources.subList(from, from + size)));
            from += size;
        }
        found.notes().add(stage.warmUp(contenders.get(0)));
        servers.postgres().checkpoint();
        List<Measured> measured = List.copyOf(new Rounds(stage).play(contenders).values());
        found.addAll(measured);
        found.values()
                .addAll(Curve.of("deliveries a second", sizes, measured, Sample::perSecond)
                        .slope());
        found.notes().add("streams: every burst has %,d events".formatted(burstEvents()));
        for (int size : sizes.all()) {
            audience.leave(sizes.name(size));
        }
        connection.setAutoCommit(true);
    }

    private BurstContender readers(int size, List<BenchSource> sources) throws IOException {
        String group = sizes.name(size);
        audience.connect(group, servers.node().base(), Audience.eachOf(sources));
        EventBurst burst = new EventBurst(sources, Math.max(1, burstEvents() / size));
        return new BurstContender(
                "deliveries, %s with a reader each".formatted(group),
                audience,
                group,
                servers.meter(),
                () -> burst.publish(connection),
                burst.events());
    }

    private int burstEvents() {
        return Math.max(LEAST_EVENTS, sizes.largest() * stage.scale().streams().each());
    }
}
