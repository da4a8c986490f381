package live.devhooks.bench.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import live.devhooks.bench.profile.Way;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/**
 * Webhooks as fast as an api node takes them, beside what PostgreSQL, Spring MVC and JPA do with the same; then half as many, and how long
 * these take.
 */
public final class IngestScenario implements Scenario {

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public boolean canBeProfiled() {
        return true;
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL, two api nodes and what they are compared with");
        try (IngestServers servers =
                IngestServers.start(stage.place(), stage.profiling().javaOptions())) {
            stage.profiling().attach("api", servers.whole().handle(), Way.API);
            return new IngestPlay(stage, servers).report(begin, machine);
        }
    }
}
