package live.devhooks.bench.streams;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersOrder.Await;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.load.ReadersOrder.Leave;
import live.devhooks.bench.load.ReadersOrder.Start;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.peers.Peer;
import live.devhooks.bench.product.BenchSource;

/** The readers of a load generator, as a scenario sees them. */
public record Audience(LoadProcess load, long patienceMillis) {

    /** Of an audience that need not hurry: how many connect at the same time. */
    private static final int FEW_AT_ONCE = 32;

    /** One reader of each of {@code sources}. */
    public static List<ReaderLogin> eachOf(List<BenchSource> sources) {
        return sources.stream().map(Audience::reader).toList();
    }

    /** So many readers of one source. */
    public static List<ReaderLogin> of(BenchSource source, int readers) {
        return IntStream.range(0, readers).mapToObj(one -> reader(source)).toList();
    }

    private static ReaderLogin reader(BenchSource source) {
        return new ReaderLogin(source.id(), source.slug(), source.secret().value(), source.destination());
    }

    /** Connects readers of what comes next to the product. */
    public void connect(String group, URI base, List<ReaderLogin> readers) throws IOException {
        load.order(new Connect(group, base, Kind.PRODUCT, Start.NOW, readers, FEW_AT_ONCE, false, patienceMillis));
    }

    /** The same, of webhooks that the load generator sends: each is timed. */
    public void connectTimed(String group, URI base, List<ReaderLogin> readers) throws IOException {
        load.order(new Connect(group, base, Kind.PRODUCT, Start.NOW, readers, FEW_AT_ONCE, true, patienceMillis));
    }

    /** Connects all at once, each after what it had last; new readers get all that there is. */
    public ReadersResult resume(String group, URI base, List<ReaderLogin> readers) throws IOException {
        return load.order(new Connect(
                group, base, Kind.PRODUCT, Start.AFTER_LAST, readers, readers.size(), false, patienceMillis));
    }

    /** Connects readers to Spring's simple broker. */
    void connectToBroker(String group, URI base, List<ReaderLogin> readers) throws IOException {
        load.order(new Connect(group, base, Kind.BROKER, Start.NOW, readers, FEW_AT_ONCE, false, patienceMillis));
    }

    /** Connects readers to a peer. */
    void connectTo(Peer peer, String group, List<ReaderLogin> readers) throws IOException {
        load.order(
                new Connect(group, peer.base(), peer.kind(), Start.NOW, readers, FEW_AT_ONCE, false, patienceMillis));
    }

    /** Waits until so many events have been delivered. */
    public ReadersResult await(String group, long deliveries) throws IOException {
        return load.order(new Await(group, deliveries, patienceMillis));
    }

    /** Ends their connections. */
    public void leave(String group) throws IOException {
        load.order(new Leave(group, patienceMillis));
    }
}
