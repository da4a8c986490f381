package live.devhooks.bench.model;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.Machine;

/** The model beside what was measured, and what it says of 10, 100 and 1,000 times as much. */
public final class ModelScenario implements Scenario {

    private static final long SEED = 1;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Report play(Stage stage) throws IOException {
        Instant begin = Instant.now();
        List<Value> values = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Point point : Point.all()) {
            double simulated = point.simulated(SEED);
            values.add(new Value(point.name() + ": measured", point.unit(), List.of(point.measured())));
            values.add(new Value(point.name() + ": simulated", point.unit(), List.of(simulated)));
            figures.add(new Figure(
                    point.name() + ": larger / smaller of both",
                    List.of(point.factor(simulated)),
                    Bound.AT_MOST,
                    Point.BAND));
        }
        return new Report(
                name(),
                begin,
                stage.commit(),
                Machine.look(stage.place().work()),
                Map.of("serviceTimes", Forecast.times(), "seed", SEED),
                List.of(),
                values,
                figures,
                forecasts(stage));
    }

    private static List<String> forecasts(Stage stage) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Forecast forecast : Forecast.all()) {
            texts.add(forecast.text(forecast.play(SEED)));
            stage.say(texts.get(texts.size() - 1));
        }
        texts.add(
                "each webhook has one reader and comes at a random time, for a source that no two nodes write to at the same time; api and"
                        + " realtime nodes have two cores each; the WAL's disk is assumed to write 500 MB a second");
        return texts;
    }
}
