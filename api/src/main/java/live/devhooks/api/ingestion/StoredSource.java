package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source as it is stored, found by one of its ingest keys.
 *
 * @param plan the name of its account's plan
 * @param burst most webhooks that it takes within a second, if it says so itself
 * @param validUntil when that key ends, if it was replaced
 */
record StoredSource(
        long id,
        UUID accountId,
        String plan,
        boolean paused,
        List<String> allowedAddresses,
        @Nullable String sessionPointer,
        @Nullable Integer burst,
        @Nullable Instant validUntil) {}
