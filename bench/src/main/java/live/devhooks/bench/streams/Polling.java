package live.devhooks.bench.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import live.devhooks.bench.comparison.PaymentEndpoint;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.PayersOrder;
import live.devhooks.bench.load.PayersResult;
import live.devhooks.bench.product.StkBody;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.stage.CpuMeter;
import live.devhooks.bench.stage.ServerProcess;

/** Webhooks at a given rate, each from when it was due until a payer knows who asks a shop's server at an interval. */
final class Polling implements Contender {

    private static final int CONNECTIONS = 64;
    private static final String PREFIX = "ws_CO_";

    private final LoadProcess load;
    private final ServerProcess shop;
    private final CpuMeter meter;
    private final double perSecond;
    private final Duration interval;
    private long payments;
    private long questions;

    Polling(LoadProcess load, ServerProcess shop, CpuMeter meter, double perSecond, Duration interval) {
        this.load = load;
        this.shop = shop;
        this.meter = meter;
        this.perSecond = perSecond;
        this.interval = interval;
    }

    /** The same one, at another interval. */
    Polling every(Duration other) {
        return new Polling(load, shop, meter, perSecond, other);
    }

    @Override
    public String name() {
        return "polling every %.1f s, at %,.0f/s".formatted(interval.toMillis() / 1e3, perSecond);
    }

    /** The cores are those that would be busy if it went on like this: the work of all payments, in the time in which their webhooks were sent. */
    @Override
    public Sample round(Duration window) throws IOException {
        CpuMeter.Reading before = meter.read();
        long begin = System.nanoTime();
        PayersResult result = load.run(new PayersOrder(
                shop.base(),
                PaymentEndpoint.PATH,
                StkBody.TEMPLATE,
                PREFIX,
                CONNECTIONS,
                perSecond,
                interval.toMillis(),
                window.toMillis()));
        double times = (double) (System.nanoTime() - begin) / window.toNanos();
        Map<String, Double> cores = new LinkedHashMap<>();
        before.coresSince().forEach((name, busy) -> cores.put(name, busy * times));
        payments += result.payments();
        questions += result.questions();
        return new Sample(result.payments() * 1e3 / window.toMillis(), result.latency(), cores);
    }

    /** Of a payer, in the mean of all rounds. */
    double questionsOfEach() {
        return (double) questions / payments;
    }
}
