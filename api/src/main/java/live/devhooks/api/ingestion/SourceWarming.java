package live.devhooks.api.ingestion;

import java.time.Duration;
import live.devhooks.api.housekeeping.Chore;
import org.springframework.stereotype.Component;

/** Has this node remember the sources that may need it next, so that it takes their webhooks even if the store is away by then. */
@Component
class SourceWarming implements Chore {

    private final IngestSources sources;
    private final Duration pause;

    SourceWarming(IngestSources sources, IngestProperties properties) {
        this.sources = sources;
        this.pause = properties.sourceWarmInterval();
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void run() {
        sources.rememberMostRecentlyActive();
    }
}
