package live.devhooks.bench.growth;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.HttpContender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.streams.Audience;
import live.devhooks.bench.streams.Found;

/** Webhooks, a reader that returns, and the first page of a list, with more and more events in the store. */
final class StoredGrowth {

    private static final String GROUP = "returning";

    /** How often a reader returns in a round, of which the middle counts. */
    private static final int RETURNS = 5;

    private final Stage stage;
    private final GrowthServers servers;
    private final Audience audience;
    private final Connection connection;
    private final Sizes sizes;
    private final Curve replays;
    private final Curve pages;

    StoredGrowth(Stage stage, GrowthServers servers, Audience audience, Connection connection, Sizes sizes) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
        this.connection = connection;
        this.sizes = sizes;
        this.replays = new Curve("replay of %,d events".formatted(missed()), "ms", sizes);
        this.pages = new Curve("first page of a list of events", "ms", sizes);
    }

    /** How many sources it needs that never had an event. */
    static int replayed(Stage stage, Sizes sizes) {
        return stage.scale().rounds() * sizes.all().size();
    }

    void measure(List<BenchSource> sources, List<BenchSource> fresh, Found found) throws IOException, SQLException {
        Queue<BenchSource> returning = new ArrayDeque<>(fresh);
        StoredEvents store = new StoredEvents(connection, sources);
        List<Contender> contenders = new ArrayList<>();
        for (int size : sizes.all()) {
            String name = "webhooks, " + sizes.name(size);
            HttpContender webhooks =
                    servers.webhooks(name, sources, stage.scale().connections());
            contenders.add(new Filled(size, webhooks, store, returning));
        }
        warmUp(sources, store, found);
        List<Measured> measured = List.copyOf(new Rounds(stage).play(contenders).values());
        found.addAll(measured);
        found.values().addAll(replays.values());
        found.values().addAll(pages.values());
        List.of(
                        Curve.of("webhooks a second", sizes, measured, Sample::perSecond),
                        Curve.of("p99 of webhooks", sizes, measured, Sample::p99),
                        replays,
                        pages)
                .forEach(curve -> found.values().addAll(curve.slope()));
        found.notes()
                .add(
                        "stored events: the store is emptied, filled by one statement and vacuumed before each measurement;"
                                + " a replay and a page are the middle of " + RETURNS);
    }

    /** With a store as it is in the beginning. */
    private void warmUp(List<BenchSource> sources, StoredEvents store, Found found) throws IOException, SQLException {
        store.fill(sizes.all().get(0));
        String name = "webhooks, before events are stored";
        found.notes()
                .add(stage.warmUp(servers.webhooks(name, sources, stage.scale().connections())));
    }

    private int missed() {
        return Math.max(1, stage.scale().streams().missed() / 10);
    }

    /** Fills the store, and measures what it is for. */
    private final class Filled implements Contender {

        private final int size;
        private final HttpContender webhooks;
        private final StoredEvents store;
        private final Queue<BenchSource> returning;

        Filled(int size, HttpContender webhooks, StoredEvents store, Queue<BenchSource> returning) {
            this.size = size;
            this.webhooks = webhooks;
            this.store = store;
            this.returning = returning;
        }

        @Override
        public String name() {
            return webhooks.name();
        }

        @Override
        public Sample round(Duration window) throws IOException, SQLException {
            store.fill(size);
            BenchSource source = returning.remove();
            store.add(source, missed());
            replays.add(size, middle(() -> replay(source)));
            FirstPage page = FirstPage.of(servers.api(), source);
            pages.add(size, middle(page::millis));
            return webhooks.round(window);
        }
    }

    /** Something that takes so many milliseconds. */
    private interface Timed {
        double millis() throws IOException;
    }

    private static double middle(Timed timed) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int time = 0; time < RETURNS; time++) {
            millis.add(timed.millis());
        }
        return millis.stream().sorted().toList().get(RETURNS / 2);
    }

    private double replay(BenchSource source) throws IOException {
        audience.resume(GROUP, servers.node().base(), Audience.of(source, 1));
        ReadersResult result = audience.await(GROUP, missed());
        audience.leave(GROUP);
        return result.secondsSinceConnect() * 1e3;
    }
}
