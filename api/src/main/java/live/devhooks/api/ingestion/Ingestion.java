package live.devhooks.api.ingestion;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.quota.QuotaAnswer;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import live.devhooks.protocol.EventBody;
import org.springframework.stereotype.Component;

/** The way of a webhook through this node: its source, its account's quota, what it says, and the writer, which makes it durable. */
@Component
class Ingestion {

    /** A source that is not there: ids begin at 1. */
    private static final IngestSource NOBODY = IngestSource.ofTakenEvent(0, new UUID(0, 0), 1);

    private final IngestSources sources;
    private final Recogniser recogniser;
    private final Quotas quotas;
    private final EventWriter writer;
    private final Refusals refusals;
    private final IngestProperties properties;
    private final InstantSource clock;

    Ingestion(
            IngestSources sources,
            Recogniser recogniser,
            Quotas quotas,
            EventWriter writer,
            Refusals refusals,
            IngestProperties properties,
            InstantSource clock) {
        this.sources = sources;
        this.recogniser = recogniser;
        this.quotas = quotas;
        this.writer = writer;
        this.refusals = refusals;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Takes a webhook; returns when it is durable, or when it is certain that it was not taken, or when waiting has gone on too long. Its
     * body is read only where its source wants it.
     */
    IngestOutcome take(Webhook webhook) throws IOException {
        Optional<IngestSource> source = sources.find(webhook.ingestKey());
        if (source.isEmpty()) {
            return new IngestOutcome.UnknownKey();
        }
        IngestOutcome outcome = take(source.get(), webhook);
        outcome.refusal().ifPresent(reason -> refusals.count(source.get().id(), reason));
        return outcome;
    }

    /**
     * Goes the way of a webhook with one that no source has. Nothing is left of it: it is not stored, counted or answered, and no
     * journal has it.
     */
    void rehearse(Webhook webhook) throws IOException {
        sources.find(webhook.ingestKey());
        quotas.rehearse();
        byte[] body = webhook.body().read(EventBody.MAX_BYTES + 1);
        writer.rehearse(event(NOBODY, webhook, body, clock.instant()));
    }

    private IngestOutcome take(IngestSource source, Webhook webhook) throws IOException {
        if (!source.takesFrom(webhook.address())) {
            return new IngestOutcome.AddressNotAllowed();
        }
        if (source.paused()) {
            return new IngestOutcome.Paused();
        }
        byte[] body;
        try {
            body = webhook.body().read(EventBody.MAX_BYTES + 1);
        } catch (BodyReader.TooSlow tooSlow) {
            return new IngestOutcome.TooSlow();
        }
        return body.length > EventBody.MAX_BYTES
                ? new IngestOutcome.TooLarge()
                : takeWithinQuota(source, webhook, body, clock.instant());
    }

    /** What is read already counts for the day on which it arrived, whatever happens to it from here. */
    IngestOutcome takeWithinQuota(IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        QuotaAnswer answer = quotas.take(source.accountId(), source.plan(), arrivedAt);
        if (answer instanceof QuotaAnswer.UsedUp usedUp) {
            return new IngestOutcome.OverQuota(usedUp);
        }
        QuotaAnswer.Granted granted = (QuotaAnswer.Granted) answer;
        boolean accepted = false;
        try {
            IngestOutcome outcome = write(source, webhook, body, arrivedAt);
            accepted = outcome instanceof IngestOutcome.Accepted || outcome instanceof IngestOutcome.Journaled;
            return outcome;
        } finally {
            if (accepted) {
                quotas.spent(granted);
            } else {
                quotas.giveBack(granted);
            }
        }
    }

    /** Says what it is, and has it made durable. */
    final IngestOutcome write(IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        return writer.write(event(source, webhook, body, arrivedAt));
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
                key(reading, webhook, body),
                arrivedAt,
                false);
    }

    private EventKey key(Reading reading, Webhook webhook, byte[] body) {
        return reading.identity()
                .map(identity -> EventKey.ofIdentity(identity, webhook.segment(), IngestProperties.CALLBACK_WINDOW))
                .orElseGet(() ->
                        EventKey.ofBody(body, webhook.contentType(), webhook.segment(), properties.duplicateWindow()));
    }
}
