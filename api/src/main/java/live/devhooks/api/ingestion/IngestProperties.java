package live.devhooks.api.ingestion;

import java.time.Duration;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.WakeUp;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Taking webhooks in.
 *
 * @param queueCapacity most events that wait to be written; one more is answered 503. By default as many as there may be connections
 * @param queueBytes most bytes of webhooks that wait, for a quota or to be written, each taken for 4 KiB more than its body; what would be more is
 *     answered 503. While the store is away, of those that were answered so as many bytes of bodies again may wait, and be put aside
 * @param writers how many batches are on their way to the store at once, each of other sources; fewer than {@code devhooks.database.ingest-connections}
 * @param furtherBatchAfter a further batch is begun beside one that is on its way when it would be full, or the last one was begun so long ago; at least 1ms
 * @param maxBatch most events that are written together; from 1 to 190
 * @param maxBatchBytes most bytes of bodies that are written together, if more than one
 * @param batchInterval least time from one batch to the next, so that under load events gather and wake-ups stay few
 * @param writeTimeout how long a request waits for its event to be durable before it is answered 503
 * @param retryInterval pause before a batch that could not be written is written again
 * @param heldPause how long a source whose row somebody holds is left alone before it is tried again
 * @param bodyTimeout how long a request's body may take to come in
 * @param duplicateWindow how long a webhook that was not recognised is the same as one with the same body, of the same source and
 *     session; from 0s to 24h, which is that of recognised callbacks
 * @param sourceCacheSize most ingest keys whose source a node remembers
 * @param sourceCacheTime how long a node remembers a source, and so how late it notices a pause, a deletion or a change of an allowlist
 *     or plan; while the store is away, it remembers longer
 * @param sourceLookUpWait how long a request waits for the store to confirm a source that is remembered
 * @param sourceWarmInterval how often a node reads the sources that have had an event most recently, as many as it remembers, so that it
 *     knows them when the store is away
 */
@ConfigurationProperties("devhooks.ingest")
record IngestProperties(
        @DefaultValue("25000") int queueCapacity,
        @DefaultValue("134217728") int queueBytes,
        @DefaultValue("2") int writers,
        @DefaultValue("20ms") Duration furtherBatchAfter,
        @DefaultValue("128") int maxBatch,
        @DefaultValue("4194304") int maxBatchBytes,
        @DefaultValue("2ms") Duration batchInterval,
        @DefaultValue("10s") Duration writeTimeout,
        @DefaultValue("100ms") Duration retryInterval,
        @DefaultValue("500ms") Duration heldPause,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("10m") Duration duplicateWindow,
        @DefaultValue("10000") int sourceCacheSize,
        @DefaultValue("1s") Duration sourceCacheTime,
        @DefaultValue("200ms") Duration sourceLookUpWait,
        @DefaultValue("1m") Duration sourceWarmInterval) {

    /** As long as events are kept. */
    static final Duration CALLBACK_WINDOW = Duration.ofHours(24);

    private static final int LEAST_QUEUE_BYTES = EventBody.MAX_BYTES + Room.BESIDE_THE_BODY;

    IngestProperties {
        if (duplicateWindow.isNegative() || duplicateWindow.compareTo(CALLBACK_WINDOW) > 0) {
            throw new IllegalArgumentException("devhooks.ingest.duplicate-window must be from 0s to 24h");
        }
        if (retryInterval.isZero() || retryInterval.isNegative()) {
            throw new IllegalArgumentException("devhooks.ingest.retry-interval must be more than nothing");
        }
        if (furtherBatchAfter.toMillis() < 1) {
            throw new IllegalArgumentException("devhooks.ingest.further-batch-after must be at least 1ms");
        }
        if (queueBytes < LEAST_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "devhooks.ingest.queue-bytes must be at least " + LEAST_QUEUE_BYTES + ", for the largest webhook");
        }
        if (queueCapacity < 1 || writers < 1 || maxBatch < 1 || maxBatch > WakeUp.MAX_SOURCES) {
            throw new IllegalArgumentException(
                    "devhooks.ingest.queue-capacity and writers must be at least 1, max-batch from 1 to "
                            + WakeUp.MAX_SOURCES);
        }
    }
}
