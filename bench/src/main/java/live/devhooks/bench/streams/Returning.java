package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.scenario.Stage;

/** Readers whose node is killed, and who all come back at once, to another one that is there already; each has missed an event meanwhile. */
final class Returning {

    private static final String GROUP = "returning";
    private static final double LIMIT_SECONDS = 10;

    private final Stage stage;
    private final StreamsServers servers;
    private final Audience audience;

    Returning(Stage stage, StreamsServers servers, Audience audience) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
    }

    void measure(List<BenchSource> sources, Connection connection, Found found) throws IOException, SQLException {
        List<Double> seconds = new ArrayList<>();
        List<ReaderLogin> readers = Audience.eachOf(sources);
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            seconds.add(kill(readers, new EventBurst(sources, 1), connection));
            stage.say("round %d: %,d readers live again after %.1f s"
                    .formatted(round, readers.size(), seconds.get(round - 1)));
        }
        found.figures()
                .add(new Figure(
                        "seconds until %,d readers are live again".formatted(readers.size()),
                        List.copyOf(seconds),
                        Bound.AT_MOST,
                        LIMIT_SECONDS));
        found.notes()
                .add(
                        "readers that return: their node is killed (kill -9) and another one is there, on another port; each missed an event, which had to be"
                                + " the next that it got");
    }

    private double kill(List<ReaderLogin> readers, EventBurst burst, Connection connection)
            throws IOException, SQLException {
        try (RealtimeNode first = servers.startNode("first", StreamsServers.options());
                RealtimeNode second = servers.startNode("second", StreamsServers.options())) {
            first.awaitReady();
            second.awaitReady();
            audience.connect(GROUP, first.base(), readers);
            burst.publish(connection);
            audience.await(GROUP, burst.events());
            first.kill();
            burst.publish(connection);
            ReadersResult live = audience.resume(GROUP, second.base(), readers);
            audience.await(GROUP, burst.events());
            audience.leave(GROUP);
            return live.secondsSinceConnect();
        }
    }
}
