package live.devhooks.api.events;

import java.util.Optional;
import live.devhooks.api.events.KeptEvents.KeptEvent;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.Source;
import live.devhooks.api.sources.Sources;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.ProblemType;
import org.springframework.stereotype.Component;

/** The events of the account that asks. */
@Component
class Events {

    private final Sources sources;
    private final KeptEvents kept;

    Events(Sources sources, KeptEvents kept) {
        this.sources = sources;
        this.kept = kept;
    }

    /** The event of this id of a source; a problem {@code not-found} where it has none, or has it no longer. */
    KeptEvent get(String slug, String id) {
        Source source = sources.get(slug);
        Optional<EventId> place = EventId.parse(id).filter(known -> known.sourceId() == source.id());
        return place.flatMap(known -> kept.find(source, known.seq()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "The source has no such event, or has it no longer: events are kept for a day"));
    }
}
