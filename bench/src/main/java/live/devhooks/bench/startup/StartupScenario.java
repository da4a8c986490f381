package live.devhooks.bench.startup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.Postgres;

/** Starts of nodes on a schema that is there already, one after the other. */
public final class StartupScenario implements Scenario {

    /** Which first has such caches; that of the images' base. */
    private static final int OLDEST_JDK = 25;

    private static final String DATABASE = "started";

    private final List<String> roles;

    /** Of some roles: {@code api} and {@code realtime} are there. */
    public StartupScenario(List<String> roles) {
        this.roles = roles;
    }

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        if (Runtime.version().feature() < OLDEST_JDK) {
            throw new IOException("startup needs a JDK " + OLDEST_JDK + " or newer: images are on one");
        }
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL");
        try (Postgres postgres = Postgres.start(stage.place())) {
            postgres.createDatabase(DATABASE);
            List<String> arguments = List.of(
                    "--devhooks.database.url=" + postgres.url(DATABASE),
                    "--devhooks.database.username=" + Postgres.USER);
            List<Role> measured = new ArrayList<>();
            for (String role : roles) {
                stage.say(role + " learns");
                measured.add(Role.of(role, stage.place(), arguments));
            }
            return new StartupPlay(stage, postgres, measured).report(begin, machine);
        }
    }
}
