package live.devhooks.bench.streams;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import live.devhooks.bench.load.LoadOrder;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.LoadResult;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.stage.CpuMeter;

/** Webhooks at a given rate, each from when it was due until its reader has the event: through an api node, the store and a realtime node. */
public final class Webhooks implements Contender {

    /** The group of their readers. */
    public static final String GROUP = "timed";

    private static final int CONNECTIONS = 32;

    private final LoadProcess load;
    private final URI api;
    private final Audience audience;
    private final List<String> paths;
    private final double perSecond;
    private final CpuMeter meter;

    /** For {@code sources}, each of which has a reader in {@link #GROUP}. */
    Webhooks(StreamsServers servers, Audience audience, List<BenchSource> sources, double perSecond) {
        this(servers.load(), servers.api().base(), audience, sources, perSecond, servers.productMeter());
    }

    /** The same, sent by {@code load} to a node at {@code api}, while {@code meter} is read. */
    public Webhooks(
            LoadProcess load, URI api, Audience audience, List<BenchSource> sources, double perSecond, CpuMeter meter) {
        this.load = load;
        this.api = api;
        this.audience = audience;
        this.paths = sources.stream().map(BenchSource::path).toList();
        this.perSecond = perSecond;
        this.meter = meter;
    }

    @Override
    public String name() {
        return "webhook to reader at %,.0f/s".formatted(perSecond);
    }

    @Override
    public Sample round(Duration window) throws IOException {
        return begin(window).end();
    }

    /** A round that has begun. */
    final class Round {

        private final LoadProcess.UnderWay underWay;
        private final CpuMeter.Reading before = meter.read();

        private Round(LoadProcess.UnderWay underWay) {
            this.underWay = underWay;
        }

        /** Waits until all are answered, and all have come to their readers. */
        Sample end() throws IOException {
            LoadResult sent = underWay.await();
            if (!sent.isAllOk()) {
                throw new IOException(name() + ": not every request was answered 200: " + sent);
            }
            ReadersResult read = audience.await(GROUP, sent.ok());
            return new Sample(sent.perSecond(), read.latency(), before.coresSince());
        }
    }

    /** Begins to send for {@code window}. */
    Round begin(Duration window) throws IOException {
        return new Round(
                load.begin(new LoadOrder(api, paths, StkBody.TEMPLATE, CONNECTIONS, perSecond, window.toMillis())));
    }
}
