package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.scenario.StreamScale;

/** How many deliveries a second: with one reader each of few and of many streams, and with many readers of one; beside Spring's simple broker. */
final class Deliveries {

    private static final String EACH = "each";
    private static final String ONE = "one";

    private final Stage stage;
    private final StreamScale scale;
    private final StreamsServers servers;
    private final Audience audience;
    private final Broker broker;
    private final Connection connection;

    Deliveries(Stage stage, StreamsServers servers, Audience audience, Connection connection) {
        this.stage = stage;
        this.scale = stage.scale().streams();
        this.servers = servers;
        this.audience = audience;
        this.broker = new Broker(servers.brokerBase());
        this.connection = connection;
    }

    void measure(List<BenchSource> sources, Found found) throws IOException, SQLException {
        stage.say("connecting readers");
        BenchSource one = sources.get(0);
        BurstContender few = product("few", sources.subList(1, 1 + scale.few()));
        BurstContender many = product("many", sources.subList(1 + scale.few(), 1 + scale.few() + scale.many()));
        BurstContender ofOne = readersOf(one);
        BurstContender brokerFew = broker(EACH, scale.few(), (long) scale.few() * scale.each());
        BurstContender brokerOne = broker(ONE, 1, scale.ofOne());
        warmUp(List.of(few, ofOne, brokerFew, brokerOne), found);
        servers.postgres().checkpoint();
        Map<Contender, Measured> all =
                stage.profiling().during(() -> new Rounds(stage).play(List.of(few, many, brokerFew, ofOne, brokerOne)));
        found.addAll(all.values());
        found.figures().add(rate("many streams / few streams", all, many, few, 0.9));
        found.figures().add(rate("few streams, product / simple broker", all, few, brokerFew, 1));
        found.figures().add(rate("many streams / simple broker with few", all, many, brokerFew, 1));
        found.figures().add(rate("readers of one stream, product / simple broker", all, ofOne, brokerOne, 5));
        for (String group : List.of("few", "many", ONE, EACH + "-broker", ONE + "-broker")) {
            audience.leave(group);
        }
    }

    void warmUp(List<BurstContender> contenders, Found found) throws IOException, SQLException {
        for (BurstContender contender : contenders) {
            found.notes().add(stage.warmUp(contender));
        }
    }

    BurstContender product(String group, List<BenchSource> sources) throws IOException {
        audience.connect(group, servers.node().base(), Audience.eachOf(sources));
        EventBurst burst = new EventBurst(sources, scale.each());
        return new BurstContender(
                "product, %,d streams with a reader each".formatted(sources.size()),
                audience,
                group,
                servers.productMeter(),
                () -> burst.publish(connection),
                burst.events());
    }

    BurstContender readersOf(BenchSource source) throws IOException {
        audience.connect(ONE, servers.node().base(), Audience.of(source, scale.few()));
        EventBurst burst = new EventBurst(List.of(source), scale.ofOne());
        return new BurstContender(
                "product, %,d readers of one stream".formatted(scale.few()),
                audience,
                ONE,
                servers.productMeter(),
                () -> burst.publish(connection),
                burst.events() * scale.few());
    }

    private BurstContender broker(String kind, int destinations, long messages) throws IOException {
        String group = kind + "-broker";
        audience.connectToBroker(group, broker.base(), Broker.readers(kind, destinations, scale.few()));
        broker.awaitSubscriptions(kind, destinations, scale.few());
        return new BurstContender(
                "simple broker, %,d readers of %,d destinations".formatted(scale.few(), destinations),
                audience,
                group,
                servers.brokerMeter(),
                () -> broker.publish(kind, destinations, messages),
                messages * scale.few() / destinations);
    }

    private static Figure rate(
            String name, Map<Contender, Measured> all, Contender one, Contender other, double limit) {
        return Figure.of(name, Rounds.of(all, one), Rounds.of(all, other), Sample::perSecond, Bound.AT_LEAST, limit);
    }
}
