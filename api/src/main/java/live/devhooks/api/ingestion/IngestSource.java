package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonPointer;

/**
 * What the way of an event needs to know of its source.
 *
 * @param id the source's internal number
 * @param accountId the account that it belongs to
 * @param paused whether it refuses webhooks
 * @param allowedAddresses from where it takes them
 * @param sessionPointer where a webhook that is not recognised has its session
 * @param validUntil from when the ingest key that it was found by works no more; absent for the one in force
 */
record IngestSource(
        long id,
        UUID accountId,
        boolean paused,
        AllowedAddresses allowedAddresses,
        Optional<JsonPointer> sessionPointer,
        Optional<Instant> validUntil) {

    boolean isValidAt(Instant time) {
        return validUntil.map(time::isBefore).orElse(true);
    }
}
