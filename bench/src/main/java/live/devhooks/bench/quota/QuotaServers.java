package live.devhooks.bench.quota;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import live.devhooks.api.ingestion.WithoutQuota;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.Workplace;

/**
 * Everything that is at work, on one database. Those that are not measured at a moment idle.
 *
 * @param postgres where the database is
 * @param load sends requests
 * @param otherLoad sends requests to the other node while the first gets some
 * @param node the product, by its executable jar
 * @param other the product, but for accounts of {@link WithoutQuota#PLAN}
 */
record QuotaServers(Postgres postgres, LoadProcess load, LoadProcess otherLoad, Product node, Product other)
        implements AutoCloseable {

    /** Whose accounts have the day that is counted. */
    static final String COUNTED = "counted";

    /** Whose accounts have one event a day, and soon none. */
    static final String USED_UP = "used-up";

    private static final String DATABASE = "quota";

    /** Starts all of them at once, and waits for all. */
    static QuotaServers start(Workplace place, int dailyEvents) throws IOException, SQLException {
        List<String> plans = List.of(
                "--devhooks.plans." + COUNTED + ".daily-events=" + dailyEvents,
                "--devhooks.plans." + USED_UP + ".daily-events=1",
                "--devhooks.plans." + WithoutQuota.PLAN + ".burst=" + Product.NEVER_REACHED);
        Postgres postgres = Postgres.start(place);
        QuotaServers servers = new QuotaServers(
                postgres,
                LoadProcess.start(place.logs()),
                LoadProcess.start("other-load", place.logs()),
                Product.start(place, postgres, DATABASE, plans),
                Product.startWithoutQuota(place, postgres, DATABASE, plans));
        try {
            servers.node.awaitReady();
            servers.other.awaitReady();
            return servers;
        } catch (IOException e) {
            servers.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        node.close();
        other.close();
        load.close();
        otherLoad.close();
        postgres.close();
    }
}
