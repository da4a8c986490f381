package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.streams.Audience;
import live.devhooks.bench.streams.Found;

/** One play of {@link GrowthScenario}. Parts follow one another; within each, sizes are measured in turn, round by round. */
final class GrowthPlay {

    /** Few enough that no account has more connections than one may have. */
    private static final int SOURCES_EACH = 50;

    private final Stage stage;
    private final GrowthServers servers;
    private final String name;
    private final Set<Part> parts;
    private final Sizes sources;
    private final Sizes streams;
    private final Sizes stored;
    private final Sizes connections;
    private final Found found = Found.nothing();

    GrowthPlay(Stage stage, GrowthServers servers, String name, Set<Part> parts) {
        this.name = name;
        this.parts = parts;
        this.stage = stage;
        this.servers = servers;
        Scale scale = stage.scale();
        this.sources = Sizes.upTo(scale.manySources(), "sources");
        this.streams = Sizes.upTo(scale.streams().many(), "streams");
        this.stored = Sizes.upTo(scale.purgedEvents(), "stored events");
        this.connections = Sizes.upTo(scale.streams().idle(), "idle connections");
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        int shared = Math.max(
                sources.largest(), Math.max(streams.sum(), connections.largest() + ConnectionsGrowth.readers(stage)));
        int own = StoredGrowth.replayed(stage, stored);
        List<BenchSource> all = servers.api().makeReadableSources(1 + (shared + own) / SOURCES_EACH, SOURCES_EACH);
        Audience audience =
                new Audience(servers.load(), stage.scale().streams().patience().toMillis());
        if (parts.contains(Part.SOURCES)) {
            new SourcesGrowth(stage, servers, sources).measure(all, found);
        }
        try (Connection connection = servers.api().connect()) {
            if (parts.contains(Part.STREAMS)) {
                new StreamsGrowth(stage, servers, audience, connection, streams).measure(all, found);
            }
            if (parts.contains(Part.STORED)) {
                new StoredGrowth(stage, servers, audience, connection, stored)
                        .measure(all.subList(0, sources.all().get(1)), all.subList(shared, shared + own), found);
            }
        }
        if (parts.contains(Part.CONNECTIONS)) {
            new ConnectionsGrowth(stage, servers, audience, connections).measure(all, found);
        }
        return new Report(
                name,
                begin,
                stage.commit(),
                machine,
                settings(),
                found.measured(),
                found.values(),
                List.of(),
                found.notes());
    }

    private Map<String, Object> settings() throws SQLException {
        Scale scale = stage.scale();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", scale.rounds());
        settings.put("windowSeconds", scale.window().toMillis() / 1e3);
        settings.put("connections", scale.connections());
        settings.put("javaOptionsOfProduct", Product.javaOptions());
        settings.put("javaOptionsOfRealtime", RealtimeNode.javaOptions(RealtimeNode.FRUGAL));
        settings.put("postgres", servers.postgres().settings());
        return settings;
    }
}
