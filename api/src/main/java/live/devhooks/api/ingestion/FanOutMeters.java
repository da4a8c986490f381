package live.devhooks.api.ingestion;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import live.devhooks.fanout.WakeUpSender;
import org.springframework.stereotype.Component;

/** What an operator sees of the announcing; docs/operations/metrics.md says what each means. */
@Component
final class FanOutMeters implements MeterBinder {

    private final WakeUpSender sender;

    FanOutMeters(WakeUpSender sender) {
        this.sender = sender;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("devhooks.fan.out.lost", sender, WakeUpSender::lost)
                .description("Wake-ups that did not go to NATS; readers found the events later, in the store")
                .register(registry);
        Gauge.builder("devhooks.fan.out.connected", sender, there -> there.isConnected() ? 1 : 0)
                .description("1 while this node is connected to what announces or hears that sources have grown")
                .tag("side", "sender")
                .register(registry);
    }
}
