package live.devhooks.api.ingestion;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;

/** Takes webhooks of accounts of {@link WithoutQuota#PLAN} as {@link Ingestion} does, but for their quota; and those of all others just as that one does. */
final class IngestionWithoutQuota extends Ingestion {

    private final IngestSources sources;
    private final Recogniser recogniser;
    private final EventWriter writer;
    private final InstantSource clock;

    IngestionWithoutQuota(
            IngestSources sources,
            Recogniser recogniser,
            Quotas quotas,
            EventWriter writer,
            Refusals refusals,
            IngestProperties properties,
            InstantSource clock) {
        super(sources, recogniser, quotas, writer, refusals, properties, clock);
        this.sources = sources;
        this.recogniser = recogniser;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    IngestOutcome take(Webhook webhook) throws IOException {
        Optional<IngestSource> source = sources.find(webhook.ingestKey());
        return source.isPresent() && source.get().plan().equals(WithoutQuota.PLAN)
                ? takeWithoutQuota(source.get(), webhook)
                : super.take(webhook);
    }

    private IngestOutcome takeWithoutQuota(IngestSource source, Webhook webhook) throws IOException {
        if (!source.takesFrom(webhook.address())) {
            return new IngestOutcome.AddressNotAllowed();
        }
        if (source.paused()) {
            return new IngestOutcome.Paused();
        }
        byte[] body = webhook.body().read(EventBody.MAX_BYTES + 1);
        return body.length > EventBody.MAX_BYTES
                ? new IngestOutcome.TooLarge()
                : writer.write(event(source, webhook, body, clock.instant()));
    }

    private IncomingEvent event(IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        Reading reading = recogniser.read(body, webhook.segment(), source.sessionPointer());
        return new IncomingEvent(
                source,
                reading.session(),
                reading.type(),
                reading.members(),
                webhook.contentType(),
                new Sender(webhook.address(), webhook.headers()),
                new EventBody(reading.form(), body),
                key(reading, webhook),
                arrivedAt,
                false);
    }

    private static EventKey key(Reading reading, Webhook webhook) {
        return reading.identity()
                .map(identity -> EventKey.ofIdentity(identity, webhook.segment(), IngestProperties.CALLBACK_WINDOW))
                .orElseThrow(() ->
                        new IllegalArgumentException("a benchmark sends callbacks only, and no " + EventTypes.WEBHOOK));
    }
}
