package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;

/** How long it takes from a webhook to the hands of its reader, beside the least that PostgreSQL needs for the like, and beside a payer's page that polls. */
final class Latencies {

    private static final double LIMIT = 4;
    private static final double MILLIS = 1e3;

    /** While the shop's server gets warm, for which nobody needs to wait as long as a payer does. */
    private static final Duration WARM_INTERVAL = Duration.ofMillis(100);

    private final Stage stage;
    private final Webhooks webhooks;
    private final NotifyFloor floor;
    private final Polling polling;

    Latencies(Stage stage, Webhooks webhooks, NotifyFloor floor, Polling polling) {
        this.stage = stage;
        this.webhooks = webhooks;
        this.floor = floor;
        this.polling = polling;
    }

    void measure(Found found) throws IOException, SQLException {
        for (Contender contender : List.of(webhooks, floor, polling.every(WARM_INTERVAL))) {
            found.notes().add(stage.warmUp(contender));
        }
        Map<Contender, Measured> all =
                stage.profiling().during(() -> new Rounds(stage).play(List.of(webhooks, floor, polling)));
        found.addAll(all.values());
        Measured product = Rounds.of(all, webhooks);
        found.figures()
                .add(figure("p50, webhook to reader / INSERT and NOTIFY to a socket", product, all, Sample::p50));
        found.figures()
                .add(figure("p99, webhook to reader / INSERT and NOTIFY to a socket", product, all, Sample::p99));
        compareWithPolling(product, Rounds.of(all, polling), found);
    }

    /** Nothing is wanted of it but to be known. */
    private void compareWithPolling(Measured product, Measured polled, Found found) {
        found.values().add(Value.ofRatios("p50, polling / webhook to reader", polled, product, Sample::p50));
        found.values().add(Value.ofRatios("p99, polling / webhook to reader", polled, product, Sample::p99));
        found.values().add(processorTime("processor time of a payment, webhook to reader", product));
        found.values().add(processorTime("processor time of a payment, polling", polled));
        found.values().add(new Value("questions of a payer who polls", "", List.of(polling.questionsOfEach())));
        found.notes()
                .add(
                        "polling: a shop's server of the libraries that an api node is made of, which keeps the same webhooks as rows and looks"
                                + " for one by its name for each question; payers ask from one interval before the webhook on, each at its own random moment."
                                + " Who waits longer asks once more in each interval. Connections are kept open, all of them, and readers' are there before;"
                                + " the load generator's work is left out of processor time");
    }

    private static Value processorTime(String name, Measured measured) {
        return new Value(
                name,
                "ms",
                measured.samples().stream().map(Latencies::millisOfEach).toList());
    }

    private static double millisOfEach(Sample sample) {
        double busy = sample.cores().entrySet().stream()
                .filter(one -> !one.getKey().equals(HttpContender.LOAD))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return busy * MILLIS / sample.perSecond();
    }

    private Figure figure(String name, Measured product, Map<Contender, Measured> all, ToDoubleFunction<Sample> value) {
        return Figure.of(name, product, Rounds.of(all, floor), value, Bound.AT_MOST, LIMIT);
    }
}
