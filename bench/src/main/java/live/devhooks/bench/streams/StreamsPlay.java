package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.scenario.StreamScale;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.ServerProcess;

/** One play of {@link StreamsScenario}. */
final class StreamsPlay {

    /** Few enough that no account has more connections than one may have. */
    private static final int SOURCES_EACH = 50;

    private final Stage stage;
    private final StreamScale scale;
    private final StreamsServers servers;
    private final String name;
    private final Set<Part> parts;
    private final Found found = Found.nothing();

    StreamsPlay(Stage stage, StreamsServers servers, String name, Set<Part> parts) {
        this.name = name;
        this.parts = parts;
        this.stage = stage;
        this.scale = stage.scale().streams();
        this.servers = servers;
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        List<BenchSource> sources = servers.api().makeReadableSources(1 + wanted() / SOURCES_EACH, SOURCES_EACH);
        Audience audience = new Audience(servers.load(), scale.patience().toMillis());
        try (Connection connection = servers.api().connect()) {
            if (parts.contains(Part.FAN_OUT)) {
                new Deliveries(stage, servers, audience, connection).measure(sources, found);
            }
            if (parts.contains(Part.PEERS)) {
                new PeerDeliveries(stage, servers, audience, connection).measure(sources, found);
            }
            if (parts.contains(Part.CONNECTIONS)) {
                new IdleConnections(stage, servers, audience).measure(sources, found);
            }
            if (parts.contains(Part.CHURN)) {
                new Churn(stage, servers, audience).measure(sources, connection, found);
            }
            if (parts.contains(Part.END_TO_END) || parts.contains(Part.REPLAY)) {
                measureWebhooks(audience, sources, connection);
            }
            if (parts.contains(Part.CONNECTIONS)) {
                List<BenchSource> lost = sources.subList(0, scale.returning());
                new Returning(stage, servers, audience).measure(lost, connection, found);
            }
        }
        found.notes()
                .add(
                        "every event that was counted came to each of its readers once and in its order, or the run had failed;"
                                + " of the simple broker's messages and of peers' only their number is known");
        return new Report(
                name,
                begin,
                stage.commit(),
                machine,
                settings(),
                found.measured(),
                found.values(),
                found.figures(),
                found.notes());
    }

    /** The last source is nobody else's: all that it ever had is replayed. */
    private void measureWebhooks(Audience audience, List<BenchSource> sources, Connection connection)
            throws IOException, SQLException {
        List<BenchSource> timed = sources.subList(0, scale.few());
        audience.connectTimed(Webhooks.GROUP, servers.node().base(), Audience.eachOf(timed));
        if (parts.contains(Part.END_TO_END)) {
            measureLatencies(audience, timed);
        }
        if (parts.contains(Part.REPLAY)) {
            Webhooks calm = new Webhooks(servers, audience, timed, scale.calmPerSecond());
            new Replays(stage, servers, calm).measure(sources.get(sources.size() - 1), connection, found);
        }
        audience.leave(Webhooks.GROUP);
    }

    private void measureLatencies(Audience audience, List<BenchSource> timed) throws IOException, SQLException {
        double perSecond = scale.perSecond();
        try (ServerProcess shop = servers.startShop().awaitReady()) {
            new Latencies(
                            stage,
                            new Webhooks(servers, audience, timed, perSecond),
                            new NotifyFloor(servers.postgres(), perSecond),
                            new Polling(servers.load(), shop, servers.shopMeter(shop), perSecond, scale.pollEvery()))
                    .measure(found);
        }
    }

    private int wanted() {
        return 1 + Math.max(1 + scale.few() + scale.many(), Math.max(scale.idle(), scale.returning()));
    }

    private Map<String, Object> settings() throws SQLException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", stage.scale().rounds());
        settings.put("windowSeconds", stage.scale().window().toMillis() / 1e3);
        settings.put("streams", scale);
        settings.put("javaOptions", RealtimeNode.javaOptions(StreamsServers.options()));
        settings.put("postgres", servers.postgres().settings());
        return settings;
    }
}
