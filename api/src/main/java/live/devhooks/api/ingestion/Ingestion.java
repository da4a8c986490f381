package live.devhooks.api.ingestion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import live.devhooks.api.quota.QuotaAnswer;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import live.devhooks.protocol.EventBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The way of a webhook through this node: its source, its account's quota, what it says, and the writer, which makes it durable. */
@Component
class Ingestion {

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    /** A source that is not there: ids begin at 1. */
    private static final IngestSource NOBODY = IngestSource.ofTakenEvent(0, new UUID(0, 0), 1);

    private final IngestSources sources;
    private final Recogniser recogniser;
    private final Quotas quotas;
    private final EventWriter writer;
    private final Refusals refusals;
    private final Room room;
    private final IngestThreads threads;
    private final IngestProperties properties;
    private final InstantSource clock;

    Ingestion(
            IngestSources sources,
            Recogniser recogniser,
            Quotas quotas,
            EventWriter writer,
            Refusals refusals,
            Room room,
            IngestThreads threads,
            IngestProperties properties,
            InstantSource clock) {
        this.sources = sources;
        this.recogniser = recogniser;
        this.quotas = quotas;
        this.writer = writer;
        this.refusals = refusals;
        this.room = room;
        this.threads = threads;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Takes a webhook. What became of it is known when it is durable, or when it is certain that it was not taken, or when waiting has gone on too long;
     * nobody who calls this waits. Its body is read only where its source wants it. Fails with an {@link java.io.IOException} where the body does not come.
     */
    CompletableFuture<IngestOutcome> take(Webhook webhook) {
        CompletableFuture<Optional<IngestSource>> found = sources.find(webhook.ingestKey());
        CompletableFuture<IngestOutcome> taken = threads.onward(
                        found,
                        source -> source.map(known -> takeFrom(known, webhook))
                                .orElseGet(() -> CompletableFuture.completedFuture(new IngestOutcome.UnknownKey())))
                .exceptionally(Ingestion::withoutItsSource);
        return threads.onward(taken, CompletableFuture::completedFuture);
    }

    private CompletableFuture<IngestOutcome> takeFrom(IngestSource source, Webhook webhook) {
        return take(source, webhook).thenApply(outcome -> {
            outcome.refusal().ifPresent(reason -> refusals.count(source.id(), reason));
            return outcome;
        });
    }

    private static IngestOutcome withoutItsSource(Throwable failure) {
        if (IngestThreads.cause(failure) instanceof DataAccessException away) {
            LOG.error("the source of a webhook could not be looked up: {}", away.toString());
            return new IngestOutcome.Unavailable();
        }
        throw new CompletionException(IngestThreads.cause(failure));
    }

    /**
     * Goes the way of a webhook with one that no source has. Nothing is left of it: it is not stored, counted or answered, and no
     * journal has it.
     */
    void rehearse(Webhook webhook) {
        sources.find(webhook.ingestKey()).join();
        quotas.rehearse();
        byte[] body = webhook.body().read(EventBody.MAX_BYTES + 1).join();
        writer.rehearse(event(NOBODY, webhook, body, clock.instant()));
    }

    private CompletableFuture<IngestOutcome> take(IngestSource source, Webhook webhook) {
        if (!source.takesFrom(webhook.address())) {
            return CompletableFuture.completedFuture(new IngestOutcome.AddressNotAllowed());
        }
        if (source.paused()) {
            return CompletableFuture.completedFuture(new IngestOutcome.Paused());
        }
        // Whoever has read the body goes on with it: where bodies come faster than they can be looked at, nobody reads
        // the next ones.
        return webhook.body()
                .read(EventBody.MAX_BYTES + 1)
                .thenCompose(body -> body.length > EventBody.MAX_BYTES
                        ? CompletableFuture.completedFuture(new IngestOutcome.TooLarge())
                        : room.with(body.length, () -> takeWithinQuota(source, webhook, body, clock.instant())))
                .exceptionally(Ingestion::withoutItsBody);
    }

    private static IngestOutcome withoutItsBody(Throwable failure) {
        if (IngestThreads.cause(failure) instanceof BodyReader.TooSlow) {
            return new IngestOutcome.TooSlow();
        }
        throw new CompletionException(IngestThreads.cause(failure));
    }

    /** What is read already counts for the day on which it arrived, whatever happens to it from here. */
    CompletableFuture<IngestOutcome> takeWithinQuota(
            IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        return threads.onward(
                quotas.take(source.accountId(), source.plan(), arrivedAt),
                answer -> answer instanceof QuotaAnswer.Granted granted
                        ? writeWithin(granted, source, webhook, body, arrivedAt)
                        : CompletableFuture.completedFuture(new IngestOutcome.OverQuota((QuotaAnswer.UsedUp) answer)));
    }

    private CompletableFuture<IngestOutcome> writeWithin(
            QuotaAnswer.Granted granted, IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
        return CompletableFuture.completedFuture(body)
                .thenCompose(read -> write(source, webhook, read, arrivedAt))
                .whenComplete((outcome, failure) -> {
                    if (outcome instanceof IngestOutcome.Accepted || outcome instanceof IngestOutcome.Journaled) {
                        quotas.spent(granted);
                    } else {
                        quotas.giveBack(granted);
                    }
                });
    }

    /** Says what it is, and has it made durable. */
    final CompletableFuture<IngestOutcome> write(IngestSource source, Webhook webhook, byte[] body, Instant arrivedAt) {
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
