package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import live.devhooks.bench.profile.Profiling;
import live.devhooks.bench.profile.Way;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** Streams: how much a realtime node delivers and how soon, what it keeps for each connection, and how readers come back. */
public final class StreamsScenario implements Scenario {

    private final String name;
    private final Set<Part> parts;

    private StreamsScenario(String name, Set<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    /** All of it that takes minutes. */
    public static Scenario whole() {
        return new StreamsScenario("streams", EnumSet.complementOf(EnumSet.of(Part.CHURN, Part.PEERS)));
    }

    /** The same with what takes an hour, and with the peers that are installed. */
    public static Scenario everything() {
        return new StreamsScenario("streams", EnumSet.allOf(Part.class));
    }

    /** Each part as a scenario of its own. */
    public static List<Scenario> parts() {
        return Arrays.stream(Part.values())
                .<Scenario>map(part -> new StreamsScenario(part.scenario(), EnumSet.of(part)))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    /** Connections are measured on nodes of their own, and only once; peers are not the product. */
    @Override
    public boolean canBeProfiled() {
        return !EnumSet.of(Part.CONNECTIONS, Part.CHURN, Part.PEERS).containsAll(parts);
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL, an api node, a realtime node and a server with Spring's simple broker");
        try (StreamsServers servers =
                StreamsServers.start(stage.place(), stage.profiling().javaOptions())) {
            attach(stage.profiling(), servers);
            return new StreamsPlay(stage, servers, name, parts).report(begin, machine);
        }
    }

    /** An api node that takes no webhooks has nothing to show. */
    private void attach(Profiling profiling, StreamsServers servers) throws IOException {
        profiling.attach("realtime", servers.node().handle(), Way.REALTIME);
        if (parts.contains(Part.END_TO_END) || parts.contains(Part.REPLAY)) {
            profiling.attach("api", servers.api().handle(), Way.API);
        }
    }
}
