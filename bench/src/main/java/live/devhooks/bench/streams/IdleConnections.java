package live.devhooks.bench.streams;

import java.io.IOException;
import java.util.List;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.RealtimeNode;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.stage.ResidentMemory;

/** What a connection costs on which nothing happens: resident memory of a node of its own, before and after many of them. */
final class IdleConnections {

    private static final double LIMIT_KIBIBYTES = 24;
    private static final String FIRST = "first";
    private static final String IDLE = "idle";

    /** Some that come before it is measured, so that what every node needs once is there. */
    private static final int FIRST_READERS = 10;

    private final Stage stage;
    private final StreamsServers servers;
    private final Audience audience;

    IdleConnections(Stage stage, StreamsServers servers, Audience audience) {
        this.stage = stage;
        this.servers = servers;
        this.audience = audience;
    }

    /** Once: a node starts for it, and what it keeps differs little from one time to the next. */
    void measure(List<BenchSource> sources, Found found) throws IOException {
        try (RealtimeNode node = servers.startNode("idle", RealtimeNode.FRUGAL).awaitReady()) {
            audience.connect(FIRST, node.base(), Audience.of(sources.get(0), FIRST_READERS));
            long before = ResidentMemory.kibibytesAfterGc(node.handle());
            int connections = stage.scale().streams().idle();
            audience.connect(IDLE, node.base(), Audience.eachOf(sources.subList(0, connections)));
            long after = ResidentMemory.kibibytesAfterGc(node.handle());
            double each = (double) (after - before) / connections;
            stage.say("resident before %,d KiB, with %,d connections %,d KiB".formatted(before, connections, after));
            found.figures()
                    .add(new Figure(
                            "resident KiB for each of %,d idle connections".formatted(connections),
                            List.of(each),
                            Bound.AT_MOST,
                            LIMIT_KIBIBYTES));
            found.notes()
                    .add("idle connections: a node of its own with " + String.join(" ", RealtimeNode.FRUGAL)
                            + ", a reader of each stream; VmRSS after jcmd GC.run, measured once");
            audience.leave(IDLE);
            audience.leave(FIRST);
        }
    }
}
