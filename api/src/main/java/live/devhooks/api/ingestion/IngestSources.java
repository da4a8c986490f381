package live.devhooks.api.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.api.sources.SourceProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;

/**
 * Finds the source of an ingest key, and remembers it: for a moment, and for as long as the store cannot be asked, since no webhook
 * should be refused for that. A key that was replaced ends when its time is over, remembered or not.
 */
@Component
class IngestSources {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSources.class);

    /** Requests with keys that are not remembered that may wait while the store is away. */
    private static final int MAX_STRANGERS = 1_000;

    private final SourceLookUp lookUp;
    private final SourceStore store;
    private final IngestProperties properties;
    private final Plans plans;
    private final AddressPresets presets;
    private final InstantSource clock;
    private final Cache<String, Remembered> remembered;
    private final Semaphore strangers = new Semaphore(MAX_STRANGERS);

    IngestSources(
            SourceLookUp lookUp,
            SourceStore store,
            IngestProperties properties,
            SourceProperties sources,
            Plans plans,
            InstantSource clock) {
        this.lookUp = lookUp;
        this.store = store;
        this.properties = properties;
        this.plans = plans;
        this.presets = new AddressPresets(sources.addressPresets());
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder().maximumSize(properties.sourceCacheSize()).build();
    }

    private record Remembered(Optional<StoredSource> stored, Optional<IngestSource> source, Instant askedAt) {

        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(askedAt.plus(age));
        }
    }

    /**
     * The source whose callback URL has this key at the moment. Fails with a {@link DataAccessException} where the store cannot be asked, and the
     * key is not remembered.
     */
    CompletableFuture<Optional<IngestSource>> find(String ingestKey) {
        Instant now = clock.instant();
        return IngestKey.isWellFormed(ingestKey)
                ? remembered(ingestKey, now).thenApply(known -> known.source.filter(source -> source.isKnownAt(now)))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** Reads those sources that have had an event most recently, as many as may be remembered. */
    void rememberMostRecentlyActive() {
        Instant now = clock.instant();
        store.mostRecentlyActive(properties.sourceCacheSize())
                .forEach((key, source) -> remember(key, Optional.of(source), now));
    }

    private CompletableFuture<Remembered> remembered(String ingestKey, Instant now) {
        @Nullable Remembered known = remembered.getIfPresent(ingestKey);
        if (known != null && known.isYoungerThan(properties.sourceCacheTime().dividedBy(2), now)) {
            return CompletableFuture.completedFuture(known);
        }
        if (known != null && known.isYoungerThan(properties.sourceCacheTime(), now)) {
            // So that under load no request waits for the answer.
            rememberAnswer(lookUp.askAhead(ingestKey), ingestKey, now);
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<Remembered> current = rememberAnswer(lookUp.ask(ingestKey), ingestKey, now);
        return known == null ? inTime(current) : inTime(current, known);
    }

    private CompletableFuture<Remembered> rememberAnswer(
            CompletableFuture<Optional<StoredSource>> asked, String ingestKey, Instant now) {
        return asked.thenApply(stored -> remember(ingestKey, stored, now));
    }

    /** What is known serves as soon as the store keeps us waiting; its answer serves the next request. */
    private CompletableFuture<Remembered> inTime(CompletableFuture<Remembered> current, Remembered known) {
        return lookUp.isAway(properties.sourceLookUpWait())
                ? CompletableFuture.completedFuture(known)
                : current.copy()
                        .completeOnTimeout(known, properties.sourceLookUpWait().toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(away -> known);
    }

    private CompletableFuture<Remembered> inTime(CompletableFuture<Remembered> current) {
        boolean away = lookUp.isAway(properties.sourceLookUpWait());
        if (away && !strangers.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new DataAccessResourceFailureException("too many wait for sources that are not remembered"));
        }
        return current.copy()
                .orTimeout(properties.writeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (away) {
                        strangers.release();
                    }
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new DataAccessResourceFailureException(
                        "the store did not say whose ingest key it is", failure)));
    }

    /** What has not changed is not read anew, and what was asked later stays. */
    private Remembered remember(String ingestKey, Optional<StoredSource> stored, Instant askedAt) {
        @Nullable Remembered known = remembered.getIfPresent(ingestKey);
        if (known != null && known.askedAt.isAfter(askedAt)) {
            return known;
        }
        Remembered current = known != null && known.stored.equals(stored)
                ? new Remembered(stored, known.source, askedAt)
                : new Remembered(stored, stored.map(this::source), askedAt);
        remembered.put(ingestKey, current);
        return current;
    }

    private IngestSource source(StoredSource stored) {
        return new IngestSource(
                stored.id(),
                stored.accountId(),
                stored.plan(),
                stored.paused(),
                Optional.ofNullable(stored.sessionPointer()).flatMap(IngestSources::pointer),
                stored.allowedAddresses().isEmpty()
                        ? Optional.empty()
                        : Optional.of(presets.blocks(stored.allowedAddresses())),
                Objects.requireNonNullElse(
                        stored.burst(), plans.named(stored.plan()).burst()),
                Optional.ofNullable(stored.validUntil()));
    }

    private static Optional<JsonPointer> pointer(String text) {
        try {
            return Optional.of(JsonPointer.compile(text));
        } catch (IllegalArgumentException notAPointer) {
            LOG.warn("a source's session pointer cannot be read, and finds nothing: {}", notAPointer.toString());
            return Optional.empty();
        }
    }
}
