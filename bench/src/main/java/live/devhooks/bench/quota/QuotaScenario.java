package live.devhooks.bench.quota;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** Webhooks whose quotas are asked for, beside those for which nobody asks, and those that are refused; and a day that two nodes use up together. */
public final class QuotaScenario implements Scenario {

    /** Events that an account may have in a day on the free plan. */
    public static final int FREE_EVENTS = 5_000;

    private final int dailyEvents;

    /** With a day of so many events to be used up. */
    public QuotaScenario(int dailyEvents) {
        this.dailyEvents = dailyEvents;
    }

    @Override
    public String name() {
        return "quota";
    }

    @Override
    public Report play(Stage stage) throws IOException, SQLException {
        Instant begin = Instant.now();
        Machine machine = Machine.look(stage.place().work());
        stage.say("starting PostgreSQL and two api nodes");
        try (QuotaServers servers = QuotaServers.start(stage.place(), dailyEvents)) {
            return new QuotaPlay(stage, servers, dailyEvents).report(begin, machine);
        }
    }
}
