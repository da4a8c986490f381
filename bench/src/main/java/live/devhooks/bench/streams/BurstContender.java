package live.devhooks.bench.streams;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.devhooks.bench.load.Latency;
import live.devhooks.bench.load.ReadersResult;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;
import live.devhooks.bench.stage.CpuMeter;
import org.HdrHistogram.Histogram;

/**
 * Delivers bursts, one after the other, each of which has to have come to all of its readers before the next is published. Its rate is that from the first
 * delivery of a burst to its last; its latency is that of whole bursts, from when one begins to be published to its last delivery.
 */
public final class BurstContender implements Contender {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final String name;
    private final Audience audience;
    private final String group;
    private final CpuMeter meter;
    private final Burst burst;
    private final long deliveries;

    /** What a group of readers waits for, {@code deliveries} of it. */
    public BurstContender(String name, Audience audience, String group, CpuMeter meter, Burst burst, long deliveries) {
        this.name = name;
        this.audience = audience;
        this.group = group;
        this.meter = meter;
        this.burst = burst;
        this.deliveries = deliveries;
    }

    /** Publishes. */
    public interface Burst {
        void publish() throws IOException, SQLException;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample round(Duration window) throws IOException, SQLException {
        // Looking at processes is dear, and so outside of all bursts: the cores are those of publishing and delivering.
        CpuMeter.Reading before = meter.read();
        long end = System.nanoTime() + window.toNanos();
        double seconds = 0;
        long delivered = 0;
        Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
        do {
            long begin = System.nanoTime();
            burst.publish();
            ReadersResult result = audience.await(group, deliveries);
            nanos.recordValue(Math.min(System.nanoTime() - begin, LONGEST_NANOS));
            seconds += result.seconds();
            delivered += result.deliveries();
        } while (System.nanoTime() - end < 0);
        return new Sample(delivered / seconds, Latency.of(nanos), before.coresSince());
    }
}
