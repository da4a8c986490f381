package live.devhooks.api.ingestion;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private final IngestThreads threads;
    private final InstantSource clock;

    IngestionWithoutChecks(
            IngestSources sources,
            Recogniser recogniser,
            Quotas quotas,
            EventWriter writer,
            Refusals refusals,
            Room room,
            IngestThreads threads,
            IngestProperties properties,
            InstantSource clock) {
        super(sources, recogniser, quotas, writer, refusals, room, threads, properties, clock);
        this.sources = sources;
        this.threads = threads;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    CompletableFuture<IngestOutcome> take(Webhook webhook) {
        return threads.onward(
                sources.find(webhook.ingestKey()),
                source -> source.map(known -> write(known, webhook))
                        .orElseGet(() -> CompletableFuture.completedFuture(new IngestOutcome.UnknownKey())));
    }

    private CompletableFuture<IngestOutcome> write(IngestSource source, Webhook webhook) {
        return threads.onward(
                webhook.body().read(EventBody.MAX_BYTES + 1),
                body -> threads.onward(writer.write(event(source, webhook, body)), CompletableFuture::completedFuture));
    }

    private IncomingEvent event(IngestSource source, Webhook webhook, byte[] body) {
        return new IncomingEvent(
                source,
                webhook.segment(),
                EventTypes.WEBHOOK,
                "{}",
                webhook.contentType(),
                new Sender(webhook.address(), webhook.headers()),
                new EventBody(EventBody.Form.JSON, body),
                KEY,
                clock.instant(),
                false);
    }
}
