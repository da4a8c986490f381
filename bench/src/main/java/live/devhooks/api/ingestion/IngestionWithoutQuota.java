package live.devhooks.api.ingestion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;

/** Takes webhooks of accounts of {@link WithoutQuota#PLAN} as {@link Ingestion} does, but for their quota; and those of all others just as that one does. */
final class IngestionWithoutQuota extends Ingestion {

    IngestionWithoutQuota(
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
    }

    @Override
    CompletableFuture<IngestOutcome> takeWithinQuota(
            IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        return source.plan().equals(WithoutQuota.PLAN)
                ? write(source, webhook, body, arrivedAt)
                : super.takeWithinQuota(source, webhook, body, arrivedAt);
    }
}
