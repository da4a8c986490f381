package live.devhooks.bench.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import live.devhooks.bench.comparison.ComparisonApplication;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/**
 * Everything that is at work, on one PostgreSQL. Those that are not measured at a moment idle.
 *
 * @param postgres the database
 * @param load sends requests
 * @param whole the product
 * @param unchecked the product without its checks
 * @param comparison the small server
 */
record IngestServers(Postgres postgres, LoadProcess load, Product whole, Product unchecked, ServerProcess comparison)
        implements AutoCloseable {

    private static final String COMPARISON = "comparison";

    /** Starts all of them at once, and waits for all; the product's JVM has {@code moreOptions}. */
    static IngestServers start(Workplace place, List<String> moreOptions) throws IOException, SQLException {
        Postgres postgres = Postgres.start(place);
        postgres.createDatabase(COMPARISON);
        IngestServers servers = new IngestServers(
                postgres,
                LoadProcess.start(place.logs()),
                Product.start(place, postgres, "whole", List.of(), moreOptions),
                Product.startWithoutChecks(place, postgres, "unchecked"),
                comparison(place, postgres));
        try {
            servers.whole.awaitReady();
            servers.unchecked.awaitReady();
            servers.comparison.awaitReady();
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    private static ServerProcess comparison(Workplace place, Postgres postgres) throws IOException {
        return ServerProcess.start(
                COMPARISON,
                JavaCommand.of(
                        ComparisonApplication.class,
                        ServerProcess.JAVA_OPTIONS,
                        ComparisonApplication.arguments(postgres.url(COMPARISON), Postgres.USER)),
                place.logs());
    }

    @Override
    public void close() throws IOException {
        whole.close();
        unchecked.close();
        comparison.close();
        load.close();
        postgres.close();
    }
}
