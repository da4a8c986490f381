package live.devhooks.bench.purge;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Report;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.scenario.WarmUp;
import live.devhooks.bench.stage.CpuMeter;
import live.devhooks.bench.stage.Machine;
import live.devhooks.bench.stage.Postgres;

/** One play of {@link PurgeScenario}. */
final class PurgePlay {

    private static final int FEW_EVENTS = 10_000;
    private static final Duration LONGEST_PURGE = Duration.ofMinutes(5);

    private final Stage stage;
    private final Postgres postgres;
    private final Product product;
    private final HttpContender fast;
    private final List<Sample> calm = new ArrayList<>();
    private final Day few = new Day(FEW_EVENTS);
    private final Day many;

    PurgePlay(Stage stage, Postgres postgres, Product product, LoadProcess load) throws SQLException {
        this.stage = stage;
        this.postgres = postgres;
        this.product = product;
        this.many = new Day(stage.scale().purgedEvents());
        Scale scale = stage.scale();
        List<String> paths = product.makeSources(scale.accounts(), scale.sourcesEach());
        this.fast = new HttpContender(
                "product",
                load,
                new CpuMeter().watch("server", product.handle()).watch("postgres", postgres.handle()),
                HttpContender.closedLoop(product.base(), paths, StkBody.TEMPLATE, scale.connections()));
    }

    /** A day of so many events, and what its purges were like. */
    private static final class Day {

        private final int events;
        private final List<Sample> samples = new ArrayList<>();
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> refusals = new ArrayList<>();

        Day(int events) {
            this.events = events;
        }

        String text() {
            return String.format(Locale.ROOT, "%,d events", events);
        }

        void add(Purge purge, Sample during) {
            seconds.add(purge.seconds());
            refusals.add((double) purge.refusals());
            samples.add(during);
        }
    }

    Report report(Instant begin, Machine machine) throws IOException, SQLException {
        WarmUp.Outcome warm = stage.scale().warmUp().repeat(fast);
        stage.say("product: " + warm.text());
        HttpContender atHalf = fast.at("product", warm.perSecond() / 2);
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            play(round, atHalf, few);
            play(round, atHalf, many);
        }
        return new Report(
                "purge",
                begin,
                stage.commit(),
                machine,
                settings(warm.perSecond() / 2),
                measured(warm.perSecond() / 2),
                List.of(
                        new Value("purge of a day of " + few.text(), "s", few.seconds),
                        new Value("purge of a day of " + many.text(), "s", many.seconds),
                        new Value("partitions that were held too long, and tried again", "", many.refusals)),
                figures(),
                notes(warm));
    }

    private void play(int round, HttpContender atHalf, Day day) throws IOException, SQLException {
        int partitions = make(day);
        Sample before = atHalf.round(stage.scale().window());
        HttpContender.Round during = atHalf.begin(LONGEST_PURGE);
        Purge purge = purge();
        day.add(purge, during.endNow());
        if (purge.partitions() != partitions) {
            throw new IOException("%d partitions were made, and %d dropped".formatted(partitions, purge.partitions()));
        }
        if (day == many) {
            calm.add(before);
        }
        stage.say(String.format(
                Locale.ROOT, "round %d: %d partitions of %s: %.2f s", round, partitions, day.text(), purge.seconds()));
    }

    private int make(Day day) throws SQLException {
        stage.say("making a day of " + day.text());
        try (Connection connection = product.connect()) {
            int partitions = ExpiredDay.make(connection, day.events);
            postgres.checkpoint();
            return partitions;
        }
    }

    private Purge purge() throws IOException, SQLException {
        try (Connection connection = product.connect()) {
            return Purge.run(connection);
        }
    }

    private List<Measured> measured(double half) {
        String at = String.format(Locale.ROOT, "product at %,.0f/s", half);
        return List.of(
                new Measured(at, calm),
                new Measured(at + " while " + few.text() + " go", few.samples),
                new Measured(at + " while " + many.text() + " go", many.samples));
    }

    private List<Figure> figures() {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < few.seconds.size(); round++) {
            seconds.add(many.seconds.get(round) / few.seconds.get(round));
        }
        return List.of(
                new Figure("time to drop a day, many events / few", seconds, Bound.AT_MOST, 2),
                Figure.of(
                        "p99 of webhooks, during a purge / before it",
                        new Measured("during", many.samples),
                        new Measured("before", calm),
                        Sample::p99,
                        Bound.AT_MOST,
                        1.5));
    }

    private Map<String, Object> settings(double half) throws SQLException {
        Scale scale = stage.scale();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rounds", scale.rounds());
        settings.put("windowSeconds", scale.window().toMillis() / 1e3);
        settings.put("connections", scale.connections());
        settings.put("webhooksPerSecond", half);
        settings.put("events", List.of(few.events, many.events));
        settings.put("postgres", postgres.settings());
        return settings;
    }

    private List<String> notes(WarmUp.Outcome warm) {
        return List.of(
                "product: " + warm.text(),
                "webhooks come at half of the rate of the last window of the warm-up; p99 during a purge is that of the requests that were"
                        + " due while it ran",
                "events are small (a 7-byte body); their partitions are dropped as files. The statements are those of RetentionPurge,"
                        + " one transaction for each partition");
    }
}
