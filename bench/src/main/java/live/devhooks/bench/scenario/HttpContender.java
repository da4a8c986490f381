package live.devhooks.bench.scenario;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.load.LoadOrder;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.LoadResult;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.stage.CpuMeter;

/** Answers requests. All must be answered alike, with 200 as a rule: a refusal costs less, and would make it look faster. */
public final class HttpContender implements Contender {

    /** Under which the load generator's share of the processors is reported. */
    public static final String LOAD = "load";

    private static final int OK = 200;

    private final String name;
    private final LoadProcess load;
    private final CpuMeter meter;
    private final LoadOrder order;
    private final int status;
    private long answered;

    /**
     * One that is sent what {@code order} says, for as long as a round takes.
     *
     * @param meter of the processes that answer
     */
    public HttpContender(String name, LoadProcess load, CpuMeter meter, LoadOrder order) {
        this(name, load, meter, order, OK);
    }

    private HttpContender(String name, LoadProcess load, CpuMeter meter, LoadOrder order, int status) {
        this.name = name;
        this.load = load;
        this.meter = meter;
        this.order = order;
        this.status = status;
    }

    /** As fast as it answers. */
    public static LoadOrder closedLoop(URI base, List<String> paths, String body, int connections) {
        return new LoadOrder(base, paths, body, connections, 0, 1);
    }

    /** The same one with so many requests in a second, whatever becomes of them. */
    public HttpContender at(String newName, double perSecond) {
        return new HttpContender(
                newName,
                load,
                meter,
                new LoadOrder(order.base(), order.paths(), order.body(), order.connections(), perSecond, 1),
                status);
    }

    /** The same one, of which each answer has to have this status. */
    public HttpContender answering(int expected) {
        return new HttpContender(name, load, meter, order, expected);
    }

    /** What it is sent in {@code window}. */
    public LoadOrder order(Duration window) {
        return new LoadOrder(
                order.base(), order.paths(), order.body(), order.connections(), order.perSecond(), window.toMillis());
    }

    @Override
    public String name() {
        return name;
    }

    /** How many requests have been answered in all rounds. */
    public long answered() {
        return answered;
    }

    @Override
    public Sample round(Duration window) throws IOException {
        return begin(window).end();
    }

    /** A round that has begun. */
    public final class Round {

        private final LoadProcess.UnderWay underWay;
        private final CpuMeter.Reading before = meter.read();

        private Round(LoadProcess.UnderWay underWay) {
            this.underWay = underWay;
        }

        /** Ends it before its time. */
        public Sample endNow() throws IOException {
            underWay.stop();
            return end();
        }

        /** Waits for its end. */
        public Sample end() throws IOException {
            LoadResult result = underWay.await();
            answered += result.answered(status);
            if (!result.isAll(status)) {
                throw new IOException("%s: not every request was answered %d: %s".formatted(name, status, result));
            }
            Map<String, Double> cores = new LinkedHashMap<>(before.coresSince());
            cores.put(LOAD, result.cores());
            return new Sample(result.perSecond(), result.latency(), cores);
        }
    }

    /** Begins a round of at most {@code window}. */
    public Round begin(Duration window) throws IOException {
        return new Round(load.begin(order(window)));
    }
}
