package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** Each figure at 1, 10 and 100 times its main size, with its slope ({@link Curve}). */
public final class GrowthScenario implements Scenario {

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL, an api node and a realtime node");
        try (GrowthServers servers = GrowthServers.start(stage.place())) {
            return new GrowthPlay(stage, servers).report(begin, machine);
        }
    }
}
