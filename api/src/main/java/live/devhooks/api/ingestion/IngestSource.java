package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.addresses.AddressBlocks;
import tools.jackson.core.JsonPointer;

/**
 * What the way of an event needs to know of its source.
 *
 * @param id the source's internal number
 * @param accountId the account that it belongs to
 * @param plan the name of that account's plan
 * @param paused whether it refuses webhooks
 * @param sessionPointer where a body that is not recognised has its session
 * @param allowed the addresses that webhooks are taken from; absent for everywhere
 * @param burst most webhooks that it takes within a second
 * @param keyValidUntil when the ingest key that was shown ends, if it was replaced
 */
record IngestSource(
        long id,
        UUID accountId,
        String plan,
        boolean paused,
        Optional<JsonPointer> sessionPointer,
        Optional<AddressBlocks> allowed,
        int burst,
        Optional<Instant> keyValidUntil) {

    /** What is left to know of it for an event that has been taken. */
    static IngestSource ofTakenEvent(long id, UUID accountId, int burst) {
        return new IngestSource(id, accountId, "", false, Optional.empty(), Optional.empty(), burst, Optional.empty());
    }

    boolean takesFrom(String address) {
        return allowed.map(blocks -> blocks.contain(address)).orElse(true);
    }

    boolean isKnownAt(Instant now) {
        return keyValidUntil.map(now::isBefore).orElse(true);
    }
}
