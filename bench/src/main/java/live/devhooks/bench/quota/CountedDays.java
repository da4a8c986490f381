package live.devhooks.bench.quota;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.load.LoadOrder;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.product.Product;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.quota.UsedUpDay.Sender;
import live.devhooks.bench.scenario.Stage;

/** Days of new accounts, which both nodes use up at the same time: in each round, one. */
final class CountedDays {

    /** Enough for no burst to be reached by what a day has. */
    private static final int SOURCES = 20;

    private final Stage stage;
    private final QuotaServers servers;
    private final List<UsedUpDay> days = new ArrayList<>();
    private final List<Double> stored = new ArrayList<>();

    CountedDays(Stage stage, QuotaServers servers) {
        this.stage = stage;
        this.servers = servers;
    }

    void play() throws IOException, SQLException {
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            long before = servers.node().events();
            UsedUpDay day = useUp();
            days.add(day);
            stored.add((double) (servers.node().events() - before));
            stage.say("round %d: of one account's day, %,d were answered 200 and %,d 429"
                    .formatted(round, day.accepted(), day.refused()));
        }
    }

    /** Each node gets the webhooks of half of the account's sources: the two senders may use the same numbers, and what looks alike is no second event. */
    private UsedUpDay useUp() throws IOException, SQLException {
        List<String> paths = servers.node().makeSources(QuotaServers.COUNTED, 1, SOURCES);
        return UsedUpDay.of(List.of(
                sender(servers.load(), servers.node(), paths.subList(0, SOURCES / 2)),
                sender(servers.otherLoad(), servers.other(), paths.subList(SOURCES / 2, SOURCES))));
    }

    private Sender sender(LoadProcess load, Product node, List<String> paths) {
        int connections = Math.max(1, stage.scale().connections() / 2);
        long millis = stage.scale().window().toMillis();
        return new Sender(load, new LoadOrder(node.base(), paths, StkBody.TEMPLATE, connections, 0, millis));
    }

    List<Double> accepted() {
        return days.stream().map(day -> (double) day.accepted()).toList();
    }

    List<Double> refused() {
        return days.stream().map(day -> (double) day.refused()).toList();
    }

    List<Double> stored() {
        return List.copyOf(stored);
    }
}
