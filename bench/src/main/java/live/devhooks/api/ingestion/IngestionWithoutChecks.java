package live.devhooks.api.ingestion;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;

/** Finds the source, reads the body, and hands both to the writer. */
final class IngestionWithoutChecks extends Ingestion {

    /** Nobody looks at it. */
    private static final EventKey KEY = new EventKey(new UUID(0, 0), Duration.ZERO);

    private final IngestSources sources;
    private final EventWriter writer;
    private final InstantSource clock;

    IngestionWithoutChecks(
            IngestSources sources,
            Recogniser recogniser,
            Quotas quotas,
            EventWriter writer,
            Refusals refusals,
            IngestProperties properties,
            InstantSource clock) {
        super(sources, recogniser, quotas, writer, refusals, properties, clock);
        this.sources = sources;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    IngestOutcome take(Webhook webhook) throws IOException {
        Optional<IngestSource> source = sources.find(webhook.ingestKey());
        if (source.isEmpty()) {
            return new IngestOutcome.UnknownKey();
        }
        byte[] body = webhook.body().read(EventBody.MAX_BYTES + 1);
        return writer.write(new IncomingEvent(
                source.get(),
                webhook.segment(),
                EventTypes.WEBHOOK,
                "{}",
                webhook.contentType(),
                new Sender(webhook.address(), webhook.headers()),
                new EventBody(EventBody.Form.JSON, body),
                KEY,
                clock.instant(),
                false));
    }
}
