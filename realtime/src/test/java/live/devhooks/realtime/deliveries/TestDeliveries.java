package live.devhooks.realtime.deliveries;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import live.devhooks.migrations.Database;

/** Deliveries as a realtime node notes them. */
public final class TestDeliveries {

    private TestDeliveries() {}

    /** Into {@code database}. */
    public static Deliveries of(Database database, MeterRegistry meters) {
        return new Deliveries(
                new DeliveryStore(database),
                new DeliveryProperties(Duration.ofSeconds(1), 2_000, 20_000),
                InstantSource.system(),
                meters);
    }
}
