package live.devhooks.api.ingestion;

import java.util.UUID;

/**
 * What the way of an event needs to know of its source.
 *
 * @param id the source's internal number
 * @param accountId the account that it belongs to
 * @param paused whether it refuses webhooks
 */
record IngestSource(long id, UUID accountId, boolean paused) {}
