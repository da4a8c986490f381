package live.devhooks.api.ingestion;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What an operator sees of the taking in; docs/operations/metrics.md says what each means. */
@Component
final class IngestMeters {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final MeterRegistry registry;
    private final Map<Class<?>, Timer> answers = new ConcurrentHashMap<>();

    IngestMeters(MeterRegistry registry, EventWriter writer) {
        this.registry = registry;
        Gauge.builder("devhooks.ingest.waiting", writer, EventWriter::waiting)
                .description("Webhooks that wait to be written")
                .register(registry);
        Gauge.builder("devhooks.ingest.held", writer, EventWriter::held)
                .description("Webhooks that have been put aside, since somebody holds the row of their source")
                .register(registry);
    }

    /** A webhook has been answered, so long after its request came. */
    void answered(IngestOutcome outcome, Duration after) {
        answers.computeIfAbsent(outcome.getClass(), this::timer).record(after);
    }

    private Timer timer(Class<?> outcome) {
        return Timer.builder("devhooks.ingest")
                .description("From a webhook's request to its answer")
                .tag("outcome", inKebabCase(outcome.getSimpleName()))
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    private static String inKebabCase(String name) {
        return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
