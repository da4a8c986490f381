package live.devhooks.bench.streams;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.broker.BrokerApplication;
import live.devhooks.bench.comparison.ComparisonApplication;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.peers.Peer;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.stage.CpuMeter;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/**
 * Everything that is at work, on one PostgreSQL. Those that are not measured at a moment idle.
 *
 * @param place where they work
 * @param postgres the database
 * @param load sends requests and reads streams
 * @param api takes webhooks, and made the database
 * @param node delivers them
 * @param broker the server with Spring's simple broker
 */
record StreamsServers(
        Workplace place, Postgres postgres, LoadProcess load, Product api, RealtimeNode node, ServerProcess broker)
        implements AutoCloseable {

    private static final String DATABASE = "streams";

    private static final String SHOP = "shop";

    /** Both servers get more memory than others: they keep more connections. */
    private static final String MEMORY = "-Xmx1g";

    /** Starts all of them, and waits for all; the product's JVMs have {@code moreOptions}. */
    static StreamsServers start(Workplace place, List<String> moreOptions) throws IOException, SQLException {
        Postgres postgres = Postgres.start(place);
        Product api = Product.start(place, postgres, DATABASE, List.of(), moreOptions);
        List<String> options = new ArrayList<>(RealtimeNode.javaOptions(options()));
        options.addAll(moreOptions);
        StreamsServers servers = new StreamsServers(
                place,
                postgres,
                LoadProcess.start(place.logs()),
                api,
                RealtimeNode.start("realtime", place, postgres, DATABASE, options),
                broker(place));
        try {
            servers.api.awaitReady();
            servers.node.awaitReady();
            servers.broker.awaitReady();
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    /** What the JVMs of both servers are given. */
    static List<String> options() {
        List<String> options = new ArrayList<>(ServerProcess.JAVA_OPTIONS);
        options.add(MEMORY);
        return options;
    }

    private static ServerProcess broker(Workplace place) throws IOException {
        return ServerProcess.start(
                "broker", JavaCommand.of(BrokerApplication.class, options(), List.of()), place.logs());
    }

    /** One more realtime node, which has to be awaited. */
    RealtimeNode startNode(String name, List<String> options) throws IOException {
        return RealtimeNode.start(name, place, postgres, DATABASE, options);
    }

    /** A shop's server that pages poll, on a database of its own; it has to be awaited. */
    ServerProcess startShop() throws IOException, SQLException {
        postgres.createDatabase(SHOP);
        return ServerProcess.start(
                SHOP,
                JavaCommand.of(
                        ComparisonApplication.class,
                        options(),
                        ComparisonApplication.arguments(postgres.url(SHOP), Postgres.USER)),
                place.logs());
    }

    /** A meter of the product's processes. */
    CpuMeter productMeter() {
        return new CpuMeter()
                .watch("realtime", node.handle())
                .watch("postgres", postgres.handle())
                .watch("api", api.handle())
                .watch(HttpContender.LOAD, load.handle());
    }

    /** A meter of a shop's server and its database. */
    CpuMeter shopMeter(ServerProcess shop) {
        return new CpuMeter()
                .watch("server", shop.handle())
                .watch("postgres", postgres.handle())
                .watch(HttpContender.LOAD, load.handle());
    }

    /** A meter of a peer's process. */
    CpuMeter meterOf(Peer peer) {
        return new CpuMeter().watch("server", peer.handle()).watch(HttpContender.LOAD, load.handle());
    }

    /** A meter of the broker's process. */
    CpuMeter brokerMeter() {
        return new CpuMeter().watch("server", broker.handle()).watch(HttpContender.LOAD, load.handle());
    }

    URI brokerBase() {
        return broker.base();
    }

    @Override
    public void close() throws IOException {
        node.close();
        api.close();
        broker.close();
        load.close();
        postgres.close();
    }
}
