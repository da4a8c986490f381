package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** Streams: how much a realtime node delivers and how soon, what it keeps for each connection, and how readers come back. */
public final class StreamsScenario implements Scenario {

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL, an api node, a realtime node and a server with Spring's simple broker");
        try (StreamsServers servers = StreamsServers.start(stage.place())) {
            return new StreamsPlay(stage, servers).report(begin, machine);
        }
    }
}
