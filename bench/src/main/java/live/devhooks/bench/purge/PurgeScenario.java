package live.devhooks.bench.purge;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.Postgres;

/** A day of a few events and a day of many are dropped, both under load. */
public final class PurgeScenario implements Scenario {

    /** The product's own purges come at its start and then not again while this is played. */
    private static final List<String> WITHOUT_PURGES = List.of("--devhooks.retention.interval=1d");

    @Override
    public String name() {
        return "purge";
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL and an api node");
        try (Postgres postgres = Postgres.start(stage.place());
                LoadProcess load = LoadProcess.start(stage.place().logs());
                Product product = Product.start(stage.place(), postgres, "purged", WITHOUT_PURGES)) {
            product.awaitReady();
            return new PurgePlay(stage, postgres, product, load).report(begin, machine);
        }
    }
}
