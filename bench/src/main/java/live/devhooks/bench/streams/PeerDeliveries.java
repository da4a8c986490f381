package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.peers.Nchan;
import live.devhooks.bench.peers.Peer;
import live.devhooks.bench.peers.RabbitMq;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.report.Value;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.scenario.Rounds;
import live.devhooks.bench.scenario.Stage;
import live.devhooks.bench.scenario.StreamScale;

/** How many deliveries a second other servers make of the same bursts as {@link Deliveries}: those that are installed. */
final class PeerDeliveries {

    private static final String EACH = "each";
    private static final String ONE = "one";

    private final Stage stage;
    private final StreamScale scale;
    private final StreamsServers servers;
    private final Audience audience;
    private final Deliveries deliveries;

    PeerDeliveries(Stage stage, StreamsServers servers, Audience audience, Connection connection) {
        this.stage = stage;
        this.scale = stage.scale().streams();
        this.servers = servers;
        this.audience = audience;
        this.deliveries = new Deliveries(stage, servers, audience, connection);
    }

    /** What one server does: with a reader each of many streams, and with as many readers of one. */
    private record Pair(BurstContender each, BurstContender ofOne, List<String> groups) {}

    void measure(List<BenchSource> sources, Found found) throws IOException, SQLException {
        List<Peer> peers = new ArrayList<>();
        try {
            start(peers, found);
            play(sources, peers, found);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private void start(List<Peer> peers, Found found) throws IOException {
        if (Nchan.isInstalled()) {
            peers.add(Nchan.start(stage.place()));
        } else {
            sayMissing("nchan", Nchan.PACKAGES, found);
        }
        if (RabbitMq.isInstalled()) {
            peers.add(RabbitMq.start(stage.place()));
        } else {
            sayMissing("RabbitMQ", RabbitMq.PACKAGES, found);
        }
    }

    private void sayMissing(String name, String packages, Found found) {
        String what =
                name + " is not installed, and so not measured; on Debian: apt-get install --no-install-recommends "
                        + packages;
        stage.say(what);
        found.notes().add(what);
    }

    private void play(List<BenchSource> sources, List<Peer> peers, Found found) throws IOException, SQLException {
        Pair product = product(sources);
        List<Pair> others = new ArrayList<>();
        List<BurstContender> all = new ArrayList<>(List.of(product.each, product.ofOne));
        for (Peer peer : peers) {
            Pair pair = pair(peer);
            others.add(pair);
            all.add(pair.each);
            all.add(pair.ofOne);
        }
        deliveries.warmUp(List.of(product.each, product.ofOne), found);
        for (Pair pair : others) {
            pair.each.round(stage.scale().warmUp().window());
            pair.ofOne.round(stage.scale().warmUp().window());
        }
        Map<Contender, Measured> measured = new Rounds(stage).play(all);
        found.addAll(measured.values());
        for (int at = 0; at < peers.size(); at++) {
            compare(product, others.get(at), peers.get(at), measured, found);
        }
        leave(product);
        for (Pair pair : others) {
            leave(pair);
        }
        found.notes()
                .add(
                        "peers: the milliseconds are those of whole bursts, publishing included, which the rates leave out: the product's events are in the"
                                + " store when they begin, in one transaction; a peer's messages are published one by one on %d connections, with a confirmation"
                                        .formatted(Peer.PUBLISHERS)
                                + " each, and delivered meanwhile");
    }

    private Pair product(List<BenchSource> sources) throws IOException {
        return new Pair(
                deliveries.product("few", sources.subList(1, 1 + scale.few())),
                deliveries.readersOf(sources.get(0)),
                List.of("few", ONE));
    }

    private Pair pair(Peer peer) throws IOException {
        BurstContender each = contender(peer, EACH, scale.few(), scale.few() * scale.each());
        peer.awaitReaders(scale.few());
        BurstContender ofOne = contender(peer, ONE, 1, scale.ofOne());
        peer.awaitReaders(2 * scale.few());
        return new Pair(each, ofOne, List.of(peer.name() + EACH, peer.name() + ONE));
    }

    private BurstContender contender(Peer peer, String kind, int streams, int messages) throws IOException {
        String group = peer.name() + kind;
        audience.connectTo(peer, group, peer.readers(kind, streams, scale.few()));
        return new BurstContender(
                "%s, %,d readers of %,d streams".formatted(peer.name(), scale.few(), streams),
                audience,
                group,
                servers.meterOf(peer),
                () -> peer.publish(kind, streams, messages),
                (long) messages * scale.few() / streams);
    }

    /** Nothing is wanted of it but to be known. */
    private static void compare(Pair product, Pair other, Peer peer, Map<Contender, Measured> measured, Found found) {
        found.values().add(ratio("a reader each, product / " + peer.name(), product.each, other.each, measured));
        found.values()
                .add(ratio("readers of one stream, product / " + peer.name(), product.ofOne, other.ofOne, measured));
        found.notes().add(peer.name() + ": " + peer.settings());
    }

    private static Value ratio(String name, Contender one, Contender other, Map<Contender, Measured> measured) {
        return Value.ofRatios(name, Rounds.of(measured, one), Rounds.of(measured, other), Sample::perSecond);
    }

    private void leave(Pair pair) throws IOException {
        for (String group : pair.groups) {
            audience.leave(group);
        }
    }
}
