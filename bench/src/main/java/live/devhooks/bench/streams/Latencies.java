package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;

/** How long it takes from a webhook to the hands of its reader, beside the least that PostgreSQL needs for the like. */
final class Latencies {

    private static final double LIMIT = 4;

    private final Stage stage;
    private final Webhooks webhooks;
    private final NotifyFloor floor;

    Latencies(Stage stage, Webhooks webhooks, NotifyFloor floor) {
        this.stage = stage;
        this.webhooks = webhooks;
        this.floor = floor;
    }

    void measure(Found found) throws IOException, SQLException {
        for (Contender contender : List.of(webhooks, floor)) {
            String outcome = contender.name() + ": "
                    + stage.scale().warmUp().repeat(contender).text();
            stage.say(outcome);
            found.notes().add(outcome);
        }
        Map<Contender, Measured> all = stage.profiling().during(() -> new Rounds(stage).play(List.of(webhooks, floor)));
        found.addAll(all.values());
        found.figures().add(figure("p50, webhook to reader / INSERT and NOTIFY to a socket", all, Sample::p50));
        found.figures().add(figure("p99, webhook to reader / INSERT and NOTIFY to a socket", all, Sample::p99));
    }

    private Figure figure(String name, Map<Contender, Measured> all, ToDoubleFunction<Sample> value) {
        Measured one = all.get(webhooks);
        Measured other = all.get(floor);
        if (one == null || other == null) {
            throw new IllegalStateException(name + " was not measured");
        }
        return Figure.of(name, one, other, value, Bound.AT_MOST, LIMIT);
    }
}
