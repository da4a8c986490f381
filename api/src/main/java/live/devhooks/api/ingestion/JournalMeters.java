package live.devhooks.api.ingestion;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an operator sees of the journal, where there is one; docs/operations/metrics.md says what each means. */
@Component
final class JournalMeters implements MeterBinder {

    private final Optional<EventJournal> journal;

    JournalMeters(Optional<EventJournal> journal) {
        this.journal = journal;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        journal.ifPresent(there -> bind(there, registry));
    }

    private static void bind(EventJournal journal, MeterRegistry registry) {
        Gauge.builder("devhooks.journal.events", journal, EventJournal::events)
                .description("Accepted events that wait on the local disk for the store")
                .register(registry);
        Gauge.builder("devhooks.journal.bytes", journal, EventJournal::bytes)
                .description("Size of the files in which they wait, in bytes")
                .register(registry);
        Gauge.builder("devhooks.journal.aside", journal, EventJournal::aside)
                .description("Files with what could not be read, or what the store would not have")
                .register(registry);
    }
}
