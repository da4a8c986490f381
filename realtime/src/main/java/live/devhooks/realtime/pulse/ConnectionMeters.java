package live.devhooks.realtime.pulse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What an operator sees of the connections of this node. */
@Component
final class ConnectionMeters implements MeterBinder {

    private final Pulse pulse;

    ConnectionMeters(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("devhooks.connections", pulse, Pulse::connections)
                .description("Open connections of clients that read streams, STOMP and Server-Sent Events")
                .register(registry);
    }
}
