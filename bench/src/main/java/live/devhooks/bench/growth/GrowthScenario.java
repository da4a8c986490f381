package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** Each figure at 1, 10 and 100 times its main size, with its slope ({@link Curve}). */
public final class GrowthScenario implements Scenario {

    private final String name;
    private final Set<Part> parts;

    private GrowthScenario(String name, Set<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    /** All of it. */
    public static Scenario whole() {
        return new GrowthScenario("growth", EnumSet.allOf(Part.class));
    }

    /** Each part as a scenario of its own. */
    public static List<Scenario> parts() {
        return Arrays.stream(Part.values())
                .<Scenario>map(part -> new GrowthScenario(part.scenario(), EnumSet.of(part)))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL, an api node and a realtime node");
        try (GrowthServers servers = GrowthServers.start(stage.place())) {
            return new GrowthPlay(stage, servers, name, parts).report(begin, machine);
        }
    }
}
