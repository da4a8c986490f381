package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.stage.CpuMeter;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.Workplace;

/**
 * Everything that is at work, on one PostgreSQL.
 *
 * @param postgres the database
 * @param load sends requests and reads streams
 * @param api takes webhooks
 * @param node delivers them, with a collector by which its memory can be measured
 */
record GrowthServers(Postgres postgres, LoadProcess load, Product api, RealtimeNode node) implements AutoCloseable {

    private static final String DATABASE = "growth";

    /** Partitions are neither made nor dropped while it is measured. */
    private static final List<String> WITHOUT_PURGES = List.of("--devhooks.retention.interval=1d");

    /** Starts all of them, and waits for all. */
    static GrowthServers start(Workplace place) throws IOException, SQLException {
        Postgres postgres = Postgres.start(place);
        GrowthServers servers = new GrowthServers(
                postgres,
                LoadProcess.start(place.logs()),
                Product.start(place, postgres, DATABASE, WITHOUT_PURGES),
                RealtimeNode.start(
                        "growth-realtime", place, postgres, DATABASE, RealtimeNode.javaOptions(RealtimeNode.FRUGAL)));
        try {
            servers.api.awaitReady();
            servers.node.awaitReady();
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    /** Webhooks for {@code sources}, as fast as they are answered. */
    HttpContender webhooks(String name, List<BenchSource> sources, int connections) {
        CpuMeter meter = new CpuMeter().watch("server", api.handle()).watch("postgres", postgres.handle());
        List<String> paths = sources.stream().map(BenchSource::path).toList();
        return new HttpContender(
                name, load, meter, HttpContender.closedLoop(api.base(), paths, StkBody.TEMPLATE, connections));
    }

    /** A meter of all that takes part in a delivery. */
    CpuMeter meter() {
        return new CpuMeter()
                .watch("realtime", node.handle())
                .watch("postgres", postgres.handle())
                .watch("api", api.handle())
                .watch(HttpContender.LOAD, load.handle());
    }

    @Override
    public void close() throws IOException {
        node.close();
        api.close();
        load.close();
        postgres.close();
    }
}
